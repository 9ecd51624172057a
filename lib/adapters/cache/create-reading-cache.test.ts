import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { readingCacheContract } from "../../../tests/contract/reading-cache";
import { memoryReadingCache } from "../../../tests/fakes/memory-reading-cache";
import type { Clock, KeptReading, Report } from "../../core/ports";
import { openRedis, type RedisLink } from "../redis/open-redis";
import { createReadingCache, type LayeredReadingCache } from "./create-reading-cache";

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const clock: Clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => undefined };
const warn = (): void => undefined;

const links: RedisLink[] = [];
const connect = (url: string, report: Report = warn): RedisLink | null => {
  const link = openRedis({ url, warn: report, clock });
  if (link) links.push(link);
  return link;
};
const make = (options: Partial<Parameters<typeof createReadingCache>[0]> = {}): LayeredReadingCache =>
  createReadingCache({ ttlS: 60, clock, ...options });
afterEach(() => {
  for (const link of links.splice(0)) link.close();
});

readingCacheContract("a fake", async (terms) => ({ cache: memoryReadingCache(terms), close: async () => undefined }));

readingCacheContract("memory", async ({ wall, ...terms }) => {
  return { cache: make({ ...terms, clock: { ...clock, wall } }), close: async () => undefined };
});

describe.skipIf(!hasRedis())("over Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  let round = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  readingCacheContract("memory and Redis", async ({ wall, ...terms }) => {
    round += 1;
    const cache = make({ ...terms, clock: { ...clock, wall }, redis: connect(`${redis.url}/${round}`) });
    await expect.poll(() => cache.state(), { timeout: 5_000 }).toBe("memory+redis");
    return { cache, close: async () => undefined };
  });
});

describe("createReadingCache", () => {
  it("has one level without an address", () => {
    const cache = make();
    expect(cache.levels()).toEqual(["memory"]);
    expect(cache.state()).toBe("memory");
  });

  it("holds a bounded number of entries, those asked for last", async () => {
    const cache = make({ maxItems: 10 });
    await cache.set("asked for", GOOD);
    for (let entry = 0; entry < 100; entry += 1) {
      await cache.set(String(entry), GOOD);
      await cache.get("asked for");
    }
    const hits = await Promise.all(Array.from({ length: 100 }, (_, entry) => cache.get(String(entry))));
    expect(hits.filter((hit) => hit !== undefined)).toHaveLength(9);
    expect(await cache.get("asked for")).toBeDefined();
  });

  it("holds a bounded number of bytes", async () => {
    const cache = make();
    const wide = { ...GOOD, scores: { ...GOOD.scores, padding: "x".repeat(1024 * 1024) } };
    for (let entry = 0; entry < 40; entry += 1) await cache.set(String(entry), wide);
    const hits = await Promise.all(Array.from({ length: 40 }, (_, entry) => cache.get(String(entry))));
    expect(hits.filter((hit) => hit !== undefined)).toHaveLength(15);
  });

  it("keeps twenty thousand readings, and answers from memory within a millisecond", async () => {
    const cache = make();
    for (let entry = 0; entry < 20_000; entry += 1) await cache.set(String(entry), GOOD);
    const times: number[] = [];
    for (let entry = 0; entry < 20_000; entry += 1) {
      const before = performance.now();
      expect.soft(await cache.get(String(entry))).toBeDefined();
      times.push(performance.now() - before);
    }
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.POSITIVE_INFINITY;
    console.log(`memory hit: p50 ${(at(0.5) * 1000).toFixed(1)} us, p99 ${(at(0.99) * 1000).toFixed(1)} us`);
    expect(at(0.5)).toBeLessThan(1);
  });

  it.each(["nonsense", "redis://", "http://localhost:6379", "redis://host:99999", "redis://:%zz@127.0.0.1:1"])(
    "is memory alone where the address is wrong: %s",
    async (url) => {
      const warned: unknown[] = [];
      const cache = make({ redis: connect(url, (event, fields) => warned.push({ event, fields })) });
      await cache.set("a", GOOD);
      expect(await cache.get("a")).toMatchObject({ reading: GOOD, stale: false });
      expect(cache.state()).toBe("memory, redis down");
      expect(warned).toEqual([{ event: "redis_unreachable", fields: { reason: "bad_url", failures: 1 } }]);
    },
  );
});
