import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { connectForRequests } from "../../lib/adapters/jobs/connect-redis";
import { createRedisJobs } from "../../lib/adapters/jobs/create-redis-jobs";
import { pack } from "../../lib/adapters/jobs/pack";
import { openRedisStore } from "../../lib/adapters/jobs/redis-store";
import { ok } from "../../lib/core/errors";
import type { JobOptions, Jobs, ReadChunk } from "../../lib/core/jobs/jobs";
import { hasRedis, type RedisServer, startRedis } from "../fakes/start-redis";
import { startApp } from "./kit";

const how: JobOptions = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
const texts = Array.from({ length: 5_000 }, (_, at) => `text ${at}`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const readAll: ReadChunk = async (some) => {
  await pause(20);
  return ok({ items: some.map((text) => ({ error: { code: "internal", detail: String(text) } })), thresholds: {} });
};

async function newRedis(): Promise<RedisServer> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  return redis;
}

async function open(redis: RedisServer, read: ReadChunk = readAll): Promise<Jobs> {
  const options = { warn: () => undefined, clock: { wall: () => Date.now() }, keepMs: 1e9, mostBytes: 1e9 };
  const jobs = createRedisJobs({ url: redis.url, ...options, read });
  if (jobs === null) throw new Error("a good address was refused");
  onTestFinished(() => jobs.close());
  await expect.poll(() => jobs.look("-"), { timeout: 5_000 }).toMatchObject({ error: { code: "not_found" } });
  return jobs;
}

async function create(jobs: Jobs): Promise<string> {
  const made = await jobs.create({ texts, options: how });
  if (!made.ok) throw new Error(made.error.detail);
  return made.value.look.id;
}

async function expectEachOnce(jobs: Jobs, id: string): Promise<void> {
  const all: string[] = [];
  for (let at = 0; at < texts.length; ) {
    const chunk = await jobs.chunkAt(id, at, { texts: false });
    if (!chunk.ok || !chunk.value?.items) throw new Error("a chunk has no results");
    for (const item of chunk.value.items) all.push("error" in item ? item.error.detail : "");
    at = chunk.value.to;
  }
  expect(all).toEqual(texts);
  expect(await jobs.look(id)).toMatchObject({ value: { state: "done", tally: { done: texts.length } } });
}

const untilDone = (jobs: Jobs, id: string, timeout: number) =>
  expect.poll(() => jobs.look(id), { timeout, interval: 50 }).toMatchObject({ value: { state: "done" } });

describe.skipIf(!hasRedis())("jobs in a Redis that comes and goes (needs redis-server)", { timeout: 60_000 }, () => {
  it("away: 503 with when to come back, single texts as ever; back again: jobs are taken on", async () => {
    const redis = await newRedis();
    await redis.stop();
    const app = await startApp(null, { env: { REDIS_URL: redis.url, EMBEDDED_MODEL: "off" } });
    const started = performance.now();
    const refused = await app.send("/api/ai/jobs", { texts: ["up"] });
    const ms = performance.now() - started;
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.json()).toMatchObject({ code: "unavailable", detail: expect.stringContaining("Redis") });
    expect(ms).toBeLessThan(3_000);
    expect((await app.analyse({ text: "Bitcoin soars" })).verdict.label).toBe("bullish");
    const back = await startRedis({ port: redis.port });
    onTestFinished(() => back.stop());
    await expect
      .poll(async () => (await app.send("/api/ai/jobs", { texts: ["up"] })).status, { timeout: 10_000 })
      .toBe(202);
    console.log(`refused in ${ms.toFixed(0)} ms while Redis is away`);
  });

  it("stands still for six seconds in the middle: the job finishes, each text once", async () => {
    const redis = await newRedis();
    const jobs = await open(redis);
    const id = await create(jobs);
    await expect.poll(() => jobs.look(id), { interval: 10 }).toMatchObject({ value: { state: "running" } });
    redis.signal("SIGSTOP");
    await pause(6_000);
    redis.signal("SIGCONT");
    await untilDone(jobs, id, 30_000);
    await expectEachOnce(jobs, id);
  });

  it("loses the queue: chunks without results find back into it", async () => {
    const redis = await newRedis();
    const jobs = await open(redis);
    const id = await create(jobs);
    await expect.poll(() => jobs.look(id), { interval: 10 }).toMatchObject({ value: { state: "running" } });
    const admin = new Redis(redis.url);
    const keys = await admin.keys("barometer:queue:*");
    await admin.del(...keys);
    admin.disconnect();
    await untilDone(jobs, id, 45_000);
    await expectEachOnce(jobs, id);
  });

  it("counts a chunk once that two replicas have read, and nothing after the end", async () => {
    const redis = await newRedis();
    let read = 0;
    const gate: ReadChunk = async (some, options, signal) => {
      read += 1;
      if (read > 1) await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      return readAll(some, options, signal);
    };
    const jobs = await open(redis, gate);
    const id = await create(jobs);
    await expect.poll(() => jobs.look(id), { interval: 10 }).toMatchObject({ value: { tally: { done: 250 } } });
    const connection = connectForRequests(redis.url);
    if (!connection) throw new Error("no connection");
    onTestFinished(() => connection.disconnect());
    await expect.poll(() => connection.status).toBe("ready");
    const store = openRedisStore(connection, 1e9);
    const bytes = await pack(["another"]);
    const twice = await store.change(
      id,
      ({ state }) => ({ ...state, tally: { ...state.tally, done: 9_999 }, chunks: 99 }),
      { chunk: 0, bytes },
    );
    expect(twice?.state.tally.done).toBe(250);
    expect(await jobs.cancel(id)).toMatchObject({ value: { state: "cancelled", tally: { done: 250 } } });
    await pause(300);
    expect(await jobs.look(id)).toMatchObject({ value: { state: "cancelled", tally: { done: 250 } } });
    expect((await store.doneChunks(id)).size).toBe(1);
  });
});
