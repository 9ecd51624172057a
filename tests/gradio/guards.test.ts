import { createServer, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { admissionSettings, createAdmission } from "../../lib/core/resilience/create-admission";
import { admitRequests } from "../../lib/server/edge/admit-requests";
import { bestOf } from "../../scripts/lib/best-of";
import { postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

vi.setConfig({ testTimeout: 60_000 });

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off", TRUSTED_PROXY_HOPS: "1" });
}, 60_000);
afterAll(() => app.close());

const MB = 1024 * 1024;
const as = (client: string) => ({ "x-forwarded-for": client });
const api = (path: string, url = app.url) => `${url}/gradio_api/${path}`;
/** Much to parse for few bytes. */
const smallValues = (bytes: number): string => `{"data":[${"1,".repeat(bytes / 2)}1]}`;

/** A path as it stands. */
const get = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    request({ hostname, port, path }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    })
      .on("error", reject)
      .end();
  });

describe("what costs nothing to send costs little to answer", () => {
  it.each(["/gradio_api/a", "/gradio_api/mcp/a", "/config"])("a path of many slashes: %s", async (start) => {
    const path = `${start}${"/".repeat(15_500)}x`;
    const ms = await bestOf(async () => {
      const began = performance.now();
      expect(await get(path)).toBe(404);
      return performance.now() - began;
    }, 50);
    console.info(`15,500 slashes: ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(50);
  });

  it("a function that is not there is not worth reading a body for, and counts", async () => {
    const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
    // An end that never comes is not waited for.
    const ask = (path: string) => idle(small.url, `/gradio_api/${path}`, "unknown", 1).then(({ answer }) => answer);
    for (const path of ["run/nothing", "api/nothing", "call/nothing", "call/v2/nothing"])
      expect(await ask(path)).toMatch(/^HTTP\/1.1 404/);
    expect(await ask("run/nothing")).toMatch(/^HTTP\/1.1 404/);
    expect(await ask("run/nothing")).toMatch(/^HTTP\/1.1 429/);
    await small.close();
  });

  it("a call that is one too many is refused before its body has come", async () => {
    const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
    expect((await postJson(api("run/sentiment_quick", small.url), { data: ["Ether climbs"] })).status).toBe(200);
    const { answer } = await idle(small.url, "/gradio_api/run/sentiment_quick", "unknown", 1);
    expect(await answer).toMatch(/^HTTP\/1.1 429/);
    await small.close();
  });

  it("a function's own limit holds before all of a body has come", async () => {
    const { answer } = await idle(app.url, "/gradio_api/run/sentiment_quick", "198.51.100.7", 100_000);
    expect(await answer).toMatch(/^HTTP\/1.1 413/);
  });

  it.each(["cancel", "reset"])("%s is a few words, and counts", async (path) => {
    const large = await postJson(api(path), smallValues(5_000));
    expect([large.status, large.headers.get("ratelimit-policy")]).toEqual([413, expect.stringMatching(/^"read"/)]);
    const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await postJson(api(path, small.url), { event_id: "x" })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    await small.close();
  });

  it("who comes for answers counts", async () => {
    const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await fetch(api("call/sentiment/0000", small.url))).status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
    await small.close();
  });

  it("joins count before they are read", async () => {
    const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1)
      statuses.push((await postJson(api("queue/join", small.url), { fn_index: 900 })).status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
    await small.close();
  });
});

const sockets = new Set<Socket>();
afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

/** A request that has sent so many bytes of its body and now waits. */
async function idle(url: string, path: string, client: string, bytes: number, type = "application/json") {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.add(socket);
  const answer = new Promise<string>((resolve) => {
    socket.on("data", (data) => resolve(data.toString()));
    socket.on("error", () => resolve("gone"));
  });
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${client}\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`;
  socket.write(head);
  const body = `{"texts":["${"a".repeat(Math.max(0, bytes - 11))}`.slice(0, Math.max(1, bytes));
  await new Promise<void>((sent) => {
    socket.write(`${body.length.toString(16)}\r\n${body}\r\n`, () => sent());
  });
  return { socket, answer };
}

describe("requests of many megabytes", () => {
  const texts = Array.from({ length: 500 }, () => "Prices climb. ".repeat(400));
  const large = (client: string) => postJson(api("call/v2/job_create"), { texts }, as(client));

  it("are kept waiting by nobody who sends little and waits", async () => {
    const held: { socket: Socket }[] = [];
    for (const path of [
      "/gradio_api/run/sentiment_bulk",
      "/gradio_api/mcp/",
      "/gradio_api/run/job_create",
      "/api/ai/jobs",
    ])
      for (let at = 0; at < 4; at += 1) held.push(await idle(app.url, path, `198.51.100.${at}`, 1));
    expect((await large("203.0.113.1")).status).toBe(200);
    const tiny = await fetch(api("run/sentiment_quick"), {
      method: "POST",
      headers: { ...as("203.0.113.1"), "content-type": "application/json" },
      body: new Blob(['{"data":["Ether climbs"]}']).stream(),
      duplex: "half",
    } as RequestInit);
    expect(tiny.status).toBe(200);
    for (const { socket } of held) socket.destroy();
  });

  it("of one client are two at once, of all four", async () => {
    const held: { socket: Socket }[] = [];
    const hold = async (client: string) =>
      held.push(await idle(app.url, "/gradio_api/run/job_create", client, 2 * MB + 65_536));
    for (let at = 0; at < 2; at += 1) await hold("198.51.100.1");
    await expect.poll(() => app.deps.largeBodies.open()).toBe(2);
    const third = await large("198.51.100.1");
    expect([third.status, third.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await large("198.51.100.2")).status).toBe(200);
    for (let at = 0; at < 2; at += 1) await hold("198.51.100.3");
    await expect.poll(() => app.deps.largeBodies.open()).toBe(4);
    const fifth = await large("198.51.100.2");
    expect([fifth.status, (await fifth.json()).detail]).toEqual([503, expect.stringMatching(/many megabytes/)]);
    for (const { socket } of held) socket.destroy();
    await expect.poll(() => app.deps.largeBodies.open()).toBe(0);
    expect((await large("198.51.100.2")).status).toBe(200);
  });
});

describe("pages of others", () => {
  it.each(["run/job_create", "call/job_create", "queue/join", "cancel", "reset"])(
    "cannot send a form to %s, which asks for no leave",
    async (path) => {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", ""]) {
        const reply = await postJson(api(path), { data: [] }, { "content-type": type, origin: "https://evil.example" });
        expect([reply.status, (await reply.json()).code]).toEqual([415, "unsupported_media_type"]);
      }
    },
  );

  it.each([
    ["GET", "/config"],
    ["GET", "/gradio_api/info"],
    ["OPTIONS", "/gradio_api/queue/join"],
    ["GET", "/gradio_api/heartbeat/a"],
    ["GET", "/gradio_api/nowhere"],
    ["GET", "/api/ai/flags"],
    ["GET", "/api/ai/sentiment/quick?text=up"],
    ["OPTIONS", "/api/ai/sentiment"],
    ["GET", "/api/ai/nowhere"],
  ])("read nothing of a server on this machine, which is asked by another name: %s %s", async (method, path) => {
    const ask = async (headers: Record<string, string>) => {
      const leave = new AbortController();
      const reply = await fetch(app.url + path, { method, headers, signal: leave.signal });
      const { status } = reply;
      const told = [...reply.headers.keys()].filter((name) => name.startsWith("access-control-"));
      leave.abort();
      return {
        status,
        told,
        allowed: reply.headers.get("access-control-allow-origin"),
        vary: reply.headers.get("vary"),
      };
    };
    const open = await ask({});
    expect([open.allowed, open.vary ?? ""]).toEqual(["*", expect.not.stringContaining("Origin")]);
    const refused = await ask({ origin: "https://evil.example" });
    expect(refused).toMatchObject({ status: open.status, told: [], vary: expect.stringContaining("Origin") });
    expect(await ask({ origin: "http://localhost:3000" })).toEqual(open);
    expect(await ask({ origin: "https://evil.example", "x-forwarded-host": "app.example" })).toEqual(open);
  });
});

it("the gatekeeper lets no work in that the server has no room for, but lets it be ended", async () => {
  const server = createServer((_, response) => response.end("let in"));
  const admission = createAdmission(
    admissionSettings,
    { now: () => performance.now() },
    (run) => void setImmediate(run),
  );
  admitRequests(server, { admission, direct: null, prepare: () => {}, shed: () => {} });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  admission.close();
  const ask = async (method: string, path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === "POST" && { body: "{}" }) })).status;
  for (const path of ["queue/join", "run/x", "call/x", "api/x", "mcp/", "mcp", "upload", "upload?upload_id=a"])
    expect([path, await ask("POST", `/gradio_api/${path}`)]).toEqual([path, 503]);
  for (const path of ["cancel", "reset", "cancel/"])
    expect([path, await ask("POST", `/gradio_api/${path}`)]).toEqual([path, 200]);
  for (const path of ["info", "call/x/y", "mcp/", "queue/data"])
    expect([path, await ask("GET", `/gradio_api/${path}`)]).toEqual([path, 200]);
  await new Promise((done) => server.close(done));
});

it("who asks for files and does not read them holds no more of them than streams", async () => {
  const form = new FormData();
  form.append("files", new File([new Uint8Array(9_000_000)], "a.bin"));
  const sent = await fetch(api("upload"), { method: "POST", body: form, headers: as("203.0.113.9") });
  const [path = ""] = (await sent.json()) as string[];
  const { hostname, port } = new URL(app.url);
  const deaf = connect(Number(port), hostname);
  sockets.add(deaf);
  deaf.pause();
  deaf.write(`GET /gradio_api/file=${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await expect.poll(() => app.deps.gradio.streams.open()).toBe(1);
  const leave = Array.from({ length: 200 }, () => app.deps.gradio.streams.enter("203.0.113.9"));
  const refused = await fetch(api(`file=${path}`), { headers: as("203.0.113.9") });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
  for (const end of leave) if (typeof end === "function") end();
  const read = await fetch(api(`file=${path}`), { headers: as("203.0.113.9") });
  expect((await read.arrayBuffer()).byteLength).toBe(9_000_000);
  deaf.destroy();
  await expect.poll(() => app.deps.gradio.streams.open()).toBe(0);
});
