import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { hasRedis, startRedis } from "../scripts/lib/start-redis";
import { createJob, expectEachOnce, headlines, JOBS, lookAt, untilDone } from "./jobs";
import { type Server, startServer } from "./server";

const { texts, real } = headlines();
const kind = real ? "real headlines" : "made-up headlines (../shared/data is not there)";
// The lexical reader leaves other tests their time; what is tested here is the same with every engine.
const QUIET = { RATE_LIMIT_PER_MINUTE: "1000000", EMBEDDED_MODEL: "off" };

test.describe.configure({ mode: "serial" });

let folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "barometer-jobs-"));
  folders.push(folder);
  return folder;
};
let servers: Server[] = [];
const newServer = async (env: Record<string, string>): Promise<Server> => {
  const server = await startServer({ ...QUIET, ...env });
  servers.push(server);
  return server;
};
test.afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

/** Ends a server as a power cut would. */
function kill(server: Server): void {
  process.kill(server.pid, "SIGKILL");
}

test("a job of 26,841 headlines survives kill -9 half-way and finishes once", async () => {
  test.setTimeout(300_000);
  const DATA_DIR = newFolder();
  let server = await newServer({ DATA_DIR });
  const { id } = await createJob(server.url, texts);
  const started = performance.now();
  const before: number[] = [];
  for (const share of [0.25, 0.5, 0.75]) {
    before.push((await untilDone(server.url, id, texts.length * share)).done);
    kill(server);
    server = await newServer({ DATA_DIR });
    expect((await lookAt(server.url, id)).done).toBeGreaterThanOrEqual(before.at(-1) ?? 0);
  }
  await untilDone(server.url, id, texts.length);
  const seconds = (performance.now() - started) / 1000;
  await expectEachOnce(server.url, id, texts);
  // The request sent once more, as a client would that never saw the answer, makes no second job.
  expect((await createJob(server.url, texts)).id).toBe(id);
  console.log(
    `${texts.length.toLocaleString("en")} ${kind}, killed at ${before.join(", ")}: each once, ${seconds.toFixed(1)} s with three restarts`,
  );
});

test("a job is finished by the other replica when one is killed", async () => {
  test.skip(!hasRedis(), "needs redis-server on this machine");
  test.setTimeout(300_000);
  const probe = await newServer({ DATA_DIR: newFolder() });
  await probe.stop();
  const redis = await startRedis({ port: probe.port });
  try {
    const env = { REDIS_URL: redis.url, LOG_LEVEL: "debug" };
    const one = await newServer({ ...env, DATA_DIR: newFolder() });
    const other = await newServer({ ...env, DATA_DIR: newFolder() });
    const { id } = await createJob(one.url, texts);
    await untilDone(other.url, id, texts.length / 2);
    const shares = [textsReadBy(one), textsReadBy(other)];
    const killedAt = performance.now();
    kill(one);
    const { done } = await lookAt(other.url, id);
    await untilDone(other.url, id, texts.length);
    await expectEachOnce(other.url, id, texts);
    console.log(
      `${texts.length.toLocaleString("en")} ${kind}: one had read ${shares[0]}, the other ${shares[1]}; killed at ${done}, finished ${((performance.now() - killedAt) / 1000).toFixed(1)} s later`,
    );
    for (const share of shares) expect(share).toBeGreaterThan(texts.length / 10);
  } finally {
    await redis.stop();
  }
});

/** What a server itself has read, by its log: the figures are those of all servers. */
function textsReadBy({ output }: Server): number {
  const lines = output.join("").match(/"event":"job_chunk_read","texts":\d+/g) ?? [];
  return lines.reduce((sum, line) => sum + Number(line.split(":").at(-1)), 0);
}

test("events, cancel and limits over HTTP", async () => {
  test.setTimeout(120_000);
  // The model takes its time, so that there is something to cancel.
  const server = await newServer({ EMBEDDED_MODEL: "q8", DATA_DIR: newFolder() });
  const { id } = await createJob(server.url, texts, "events");
  const events = await fetch(`${server.url}${JOBS}/${id}/events`);
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  const reading = events.text();
  await untilDone(server.url, id, 1_000);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const started = performance.now();
  const cancelled = await fetch(`${server.url}${JOBS}/${id}`, { method: "DELETE" });
  console.log(`cancelled in ${(performance.now() - started).toFixed(0)} ms`);
  expect(await cancelled.json()).toMatchObject({ state: "cancelled" });
  const told = (await reading).split("\n\n").filter((event) => event !== "");
  expect(told.filter((event) => event.startsWith("event: progress")).length).toBeGreaterThan(3);
  expect(told.at(-1)).toMatch(/^event: done\ndata: .*"state":"cancelled"/);
  const again = await fetch(`${server.url}${JOBS}/${id}`, { method: "DELETE" });
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ state: "cancelled" });

  const post = (body: string) =>
    fetch(server.url + JOBS, { method: "POST", headers: { "content-type": "application/json" }, body });
  const many = await post(JSON.stringify({ texts: Array.from({ length: 100_001 }, () => "up") }));
  expect(many.status).toBe(422);
  expect((await many.json()).errors[0]).toMatchObject({ field: "texts", code: "too_many", limit: 100_000 });
  expect((await post(JSON.stringify({ texts: ["x".repeat(33 * 1024 * 1024)] }))).status).toBe(413);
  expect((await fetch(`${server.url}${JOBS}/${"A".repeat(22)}`)).status).toBe(404);
  expect((await fetch(`${server.url}${JOBS}/..%2F..%2Fetc`)).status).toBe(400);
});
