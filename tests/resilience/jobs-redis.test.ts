import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { connectForRequests } from "../../lib/adapters/jobs/connect-redis";
import { createRedisJobs } from "../../lib/adapters/jobs/create-redis-jobs";
import { pack } from "../../lib/adapters/jobs/pack";
import { openRedisStore } from "../../lib/adapters/jobs/redis-store";
import { ok } from "../../lib/core/errors";
import type { JobOptions, Jobs, ReadChunk } from "../../lib/core/jobs/jobs";
import { hasRedis, type RedisServer, startRedis } from "../../scripts/lib/start-redis";
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
    const jobsCheck = async () => (await app.health()).checks.find(({ name }) => name === "jobs");
    expect(await jobsCheck()).toMatchObject({
      kind: "store",
      status: "warn",
      detail: expect.stringContaining("Redis"),
    });
    expect((await app.analyse({ text: "Bitcoin soars" })).verdict.label).toBe("bullish");
    const back = await startRedis({ port: redis.port });
    onTestFinished(() => back.stop());
    await expect
      .poll(async () => (await app.send("/api/ai/jobs", { texts: ["up"] })).status, { timeout: 10_000 })
      .toBe(202);
    expect(await jobsCheck()).toMatchObject({ status: "pass" });
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

  async function direct(redis: RedisServer): Promise<Redis> {
    const admin = new Redis(redis.url);
    onTestFinished(() => admin.disconnect());
    return admin;
  }

  it("what a replica lays down is read next, before all other jobs", async () => {
    const redis = await newRedis();
    const one = await open(redis, async (_some, _options, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      return ok({ items: [], thresholds: {} });
    });
    const id = await create(one);
    await one.create({ texts: ["another job"], options: how });
    await expect.poll(() => one.look(id), { interval: 10 }).toMatchObject({ value: { state: "running" } });
    await pause(300);
    await one.close();
    const asked: unknown[] = [];
    const other = await open(redis, async (some, options, signal) => {
      asked.push(some[0]);
      return readAll(some, options, signal);
    });
    await other.start();
    await untilDone(other, id, 20_000);
    expect(asked[0]).toBe("text 0");
    await expectEachOnce(other, id);
  });

  it("jobs that were pushed out of Redis take no place from others", async () => {
    const redis = await newRedis();
    const admin = await direct(redis);
    for (let at = 0; at < 40; at += 1) {
      await admin.zadd("barometer:jobs:open", at, `gone-${at}`);
      await admin.hset("barometer:jobs:kept", `gone-${at}`, 1e9);
    }
    const jobs = await open(redis);
    const id = await create(jobs);
    await untilDone(jobs, id, 20_000);
    expect(await admin.zcard("barometer:jobs:open")).toBe(0);
    expect(await admin.hkeys("barometer:jobs:kept")).toEqual([id]);
  });

  it("a pack that cannot be read ends its job, and the next one goes on", async () => {
    const redis = await newRedis();
    const admin = await direct(redis);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const jobs = await open(redis, async (some, options, signal) => {
      await held;
      return readAll(some, options, signal);
    });
    const id = await create(jobs);
    const next = await create(jobs);
    await admin.hset(`barometer:jobs:texts:${id}`, "3", "rubbish");
    go();
    await untilDone(jobs, next, 20_000);
    expect(await jobs.look(id)).toMatchObject({ value: { state: "failed", error: { code: "internal" } } });
  });

  it("chunks that are lost come back also where another replica's clock goes ahead", async () => {
    const redis = await newRedis();
    const admin = await direct(redis);
    const options = { warn: () => undefined, keepMs: 1e9, mostBytes: 1e9, read: readAll };
    const ahead = createRedisJobs({ url: redis.url, ...options, clock: { wall: () => Date.now() + 3_600_000 } });
    if (ahead === null) throw new Error("a good address was refused");
    await expect.poll(() => ahead.look("-"), { timeout: 5_000 }).toMatchObject({ error: { code: "not_found" } });
    const id = await create(ahead);
    await expect.poll(() => ahead.look(id), { interval: 10 }).toMatchObject({ value: { state: "running" } });
    await ahead.close();
    const keys = await admin.keys("barometer:queue:*");
    if (keys.length > 0) await admin.del(...keys);
    const jobs = await open(redis);
    await jobs.start();
    await untilDone(jobs, id, 20_000);
    await expectEachOnce(jobs, id);
  });
});
