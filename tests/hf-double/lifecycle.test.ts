import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { startDouble } from "./start-double";
import { asUser, doubleForTests, failureOf, infer, readJson } from "./test-kit";

const double = doubleForTests();
const admin = (path: string, method = "GET", body?: unknown) =>
  fetch(`${double().origin}/__double/${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });

it("sets, lists and removes faults over HTTP", async () => {
  const fault = { kind: "status", status: 500, path: "/api/**", times: 3 };
  const set = await admin("faults", "POST", [fault, { kind: "loading" }]);
  expect(set.status).toBe(201);
  const { ids } = await readJson<{ ids: number[] }>(set);
  expect((await fetch(`${double().origin}/api/models`)).status).toBe(500);
  const { faults } = await readJson<{ faults: object[] }>(admin("faults"));
  expect(faults).toMatchObject([
    { id: ids[0], hits: 1, fault },
    { hits: 0, fault: { estimatedTimeS: 20 } },
  ]);
  expect((await admin(`faults/${ids[0]}`, "DELETE")).status).toBe(200);
  expect((await admin(`faults/${ids[0]}`, "DELETE")).status).toBe(404);
  await admin("faults", "DELETE");
  expect((await fetch(`${double().origin}/api/models`)).status).toBe(200);
});

it("explains faults that cannot be", async () => {
  const wrong = await admin("faults", "POST", { kind: "status", status: 500, tmies: 3 });
  expect(wrong.status).toBe(422);
  expect((await readJson<{ error: string }>(wrong)).error).toContain("tmies");
  expect((await fetch(`${double().origin}/__double/faults`, { method: "POST", body: "{" })).status).toBe(400);
  const many = Array.from({ length: 201 }, () => ({ kind: "reset", path: "/never" }));
  expect((await admin("faults", "POST", many)).status).toBe(409);
  expect((await admin("elsewhere")).status).toBe(404);
});

it("logs what was asked, counts it, and keeps no token", async () => {
  await infer(double().origins.router, "ProsusAI/finbert", { inputs: "up" }, "hf_verysecret");
  await fetch(`${double().origins.hub}/api/models?search=hf_verysecret`, {
    headers: { ...asUser, "x-copy": "hf_verysecret" },
  });
  await fetch(`${double().origins.hub}/api/models`, { headers: { authorization: "verysecret" } });
  const text = await (await admin("requests")).text();
  expect(text).not.toContain("verysecret");
  expect(JSON.parse(text)).toMatchObject({
    total: 3,
    counts: { "POST /hf-inference/models/ProsusAI/finbert": 1, "GET /api/models": 2 },
    sockets: { router: { accepted: expect.any(Number) } },
    requests: [
      { service: "router", status: 200, body: '{"inputs":"up"}', headers: { authorization: "Bearer ***" } },
      { service: "hub", query: "search=hf_***", headers: { "x-copy": "hf_***" } },
      { status: 401, headers: { authorization: "***" } },
    ],
  });
  expect(double().requests("/hf-inference/**")).toHaveLength(1);
  await admin("reset", "POST");
  expect(double().requests()).toEqual([]);
  expect(double().counts()).toEqual({});
});

it("tells the services apart by path on the common origin, and keeps its links there", async () => {
  const { origin } = double();
  await infer(origin, "ProsusAI/finbert", { inputs: "up" });
  await fetch(`${origin}/is-valid?dataset=a/b`);
  const listed = await fetch(`${origin}/api/models?limit=1`);
  expect(listed.headers.get("link")).toContain(`<${origin}/api/models?`);
  expect(
    double()
      .requests()
      .map(({ service }) => service),
  ).toEqual(["router", "datasets", "hub"]);
});

it("stops at once, whatever is under way, and can be stopped twice", async () => {
  const doomed = await startDouble();
  doomed.setFault({ kind: "hang" });
  const waiting = failureOf(infer(doomed.origin, "ProsusAI/finbert", { inputs: "up" }));
  while (doomed.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const startedAt = performance.now();
  await doomed.stop();
  expect(performance.now() - startedAt).toBeLessThan(500);
  expect(await waiting).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  await doomed.stop();
  expect(await failureOf(fetch(doomed.origin))).toBe("ECONNREFUSED");
});

it("fails where its port is taken", async () => {
  const port = Number(new URL(double().origin).port);
  await expect(startDouble({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

it("runs as a program that says how to point the app at it", async () => {
  const program: ChildProcess = spawn(process.execPath, ["--import", "tsx", `${import.meta.dirname}/main.ts`], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let text = "";
    for await (const part of program.stdout ?? []) {
      text += String(part);
      if (text.includes("Requests:")) break;
    }
    const origin = /HF_HUB_ORIGIN=(\S+)/.exec(text)?.[1];
    expect(text).toContain("HF_ROUTER_ORIGIN=http://127.0.0.1:");
    expect(text).toContain("HF_DATASETS_ORIGIN=http://127.0.0.1:");
    expect((await fetch(`${origin}/api/models/ProsusAI/finbert`)).status).toBe(200);
    program.kill("SIGTERM");
    const [code] = await once(program, "exit");
    expect(code).toBe(0);
  } finally {
    program.kill("SIGKILL");
  }
});
