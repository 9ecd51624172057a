import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { startReadingCache, untilUp } from "../../../tests/fakes/start-reading-cache";
import type { KeptReading } from "../../core/ports";

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const NEWER: KeptReading = { ...GOOD, chunks: 3 };

describe.skipIf(!hasRedis())("the Redis level (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  const client = (): Redis => {
    const own = new Redis(redis.url);
    onTestFinished(() => own.disconnect());
    return own;
  };

  it("has both levels", async () => {
    const { cache, warnings } = startReadingCache(redis.url);
    await untilUp(cache);
    expect(cache.levels()).toEqual(["memory", "redis"]);
    expect(warnings).toEqual([]);
  });

  it("shows another process what this one wrote, with its age", async () => {
    const first = startReadingCache(redis.url);
    const second = startReadingCache(redis.url, { ttlS: 30 });
    await Promise.all([untilUp(first.cache), untilUp(second.cache)]);
    await first.cache.set("a", GOOD);
    second.time.wallMs = 20_000;
    await expect.poll(() => second.cache.get("a")).toMatchObject({ reading: GOOD, stale: false });
    expect((await second.cache.get("a"))?.ageS).toBeGreaterThanOrEqual(20);
    second.time.wallMs = 40_000;
    expect(await second.cache.get("a")).toMatchObject({ reading: GOOD, stale: true });
  });

  it("keeps what outlives a restart of this process, for its life and no longer", async () => {
    const first = startReadingCache(redis.url, { ttlS: 60, graceS: 40 });
    await untilUp(first.cache);
    await first.cache.set("a", GOOD);
    await expect.poll(() => client().keys("*")).toEqual(["barometer:a"]);
    const lifeMs = await client().pttl("barometer:a");
    expect(lifeMs).toBeGreaterThan(95_000);
    expect(lifeMs).toBeLessThanOrEqual(100_000);
    const late = startReadingCache(redis.url, { ttlS: 60, graceS: 40 });
    late.time.wallMs = 101_000;
    await untilUp(late.cache);
    expect(await late.cache.get("a")).toBeUndefined();
  });

  it("takes what is newer from Redis when what memory holds is stale", async () => {
    const first = startReadingCache(redis.url, { ttlS: 0.3 });
    const second = startReadingCache(redis.url, { ttlS: 0.3 });
    await Promise.all([untilUp(first.cache), untilUp(second.cache)]);
    await second.cache.set("a", GOOD);
    await expect.poll(async () => (await second.cache.get("a"))?.stale).toBe(true);
    await first.cache.set("a", NEWER);
    await expect.poll(async () => (await second.cache.get("a"))?.reading).toEqual(NEWER);
  });

  const at = Date.now();
  const entry = (value: object) => JSON.stringify({ value, createdAt: at, logicalExpiration: at + 60_000 });
  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["an array", "[]"],
    ["no value", entry([])],
    ["a score above one", entry({ at, scores: { ...GOOD.scores, bullish: 1.5 }, chunks: 1 })],
    ["a score below zero", entry({ at, scores: { ...GOOD.scores, bullish: -0.1 }, chunks: 1 })],
    ["a score that is no number", entry({ at, scores: { ...GOOD.scores, bullish: "0.5" }, chunks: 1 })],
    ["an infinite score", `{"value":{"at":${at},"scores":{"bullish":1e999,"neutral":0,"bearish":0},"chunks":1}}`],
    ["a score short", entry({ at, scores: { bullish: 1, neutral: 0 }, chunks: 1 })],
    ["no chunks", entry({ at, scores: GOOD.scores, chunks: 0 })],
    ["half a chunk", entry({ at, scores: GOOD.scores, chunks: 1.5 })],
    ["no time", entry({ scores: GOOD.scores, chunks: 1 })],
  ])("does not believe what it finds in Redis: %s", async (_, junk) => {
    const { cache, warnings } = startReadingCache(redis.url);
    await untilUp(cache);
    await client().set("barometer:a", junk);
    expect(await cache.get("a")).toBeUndefined();
    await cache.set("a", GOOD);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    expect(cache.state()).toBe("memory+redis");
    expect(warnings).toEqual([]);
  });

  it("passes over a key of another kind, and keeps what is stale in memory over junk", async () => {
    const { cache, warnings } = startReadingCache(redis.url, { ttlS: 0.3 });
    await untilUp(cache);
    await client().lpush("barometer:list", "a");
    expect(await cache.get("list")).toBeUndefined();
    await cache.set("a", GOOD);
    await expect.poll(() => client().exists("barometer:a")).toBe(1);
    await client().set("barometer:a", "null");
    await expect.poll(async () => (await cache.get("a"))?.stale).toBe(true);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    expect(cache.state()).toBe("memory+redis");
    expect(warnings).toEqual([]);
  });

  it("pays no heed to what else stands in an entry", async () => {
    const { cache } = startReadingCache(redis.url);
    await untilUp(cache);
    const odd = { value: { at, ...GOOD, owner: "x" }, tags: ["a"], logicalExpiration: null, createdAt: "then" };
    await client().set("barometer:a", JSON.stringify(odd));
    expect((await cache.get("a"))?.reading).toEqual(GOOD);
  });
});
