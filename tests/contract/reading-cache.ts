import { afterEach, describe, expect, it } from "vitest";
import type { KeptReading, ReadingCache } from "@/lib/core/ports";

export interface CacheUnderTest {
  readonly cache: ReadingCache;
  close(): Promise<void>;
}

export interface CacheTerms {
  readonly ttlS: number;
  readonly graceS: number;
  /** Wall time in milliseconds, as the case wants it to be. */
  readonly wall: () => number;
}

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const BAD: KeptReading = { scores: { bullish: 0, neutral: 0, bearish: 1 }, chunks: 1 };

/** What every reading cache does, wherever it keeps what it is given. */
export function readingCacheContract(name: string, make: (terms: CacheTerms) => Promise<CacheUnderTest>): void {
  describe(name, () => {
    const open: CacheUnderTest[] = [];
    afterEach(async () => {
      for (const { close } of open.splice(0)) await close();
    });

    const start = async () => {
      const time = { offsetS: 0 };
      const made = await make({ ttlS: 60, graceS: 600, wall: () => Date.now() + time.offsetS * 1000 });
      open.push(made);
      return { cache: made.cache, time };
    };

    it("has nothing at first", async () => {
      const { cache } = await start();
      expect(await cache.get("a")).toBeUndefined();
    });

    it("gives back what it was given, at once and fresh", async () => {
      const { cache } = await start();
      await cache.set("a", GOOD);
      const hit = await cache.get("a");
      expect(hit).toMatchObject({ reading: GOOD, stale: false });
      expect(hit?.ageS).toBeGreaterThanOrEqual(0);
      expect(hit?.ageS).toBeLessThan(5);
      expect(Object.keys(hit?.reading ?? {}).sort()).toEqual(["chunks", "scores"]);
    });

    it("keeps in mind that only the beginning was read", async () => {
      const { cache } = await start();
      await cache.set("a", { ...GOOD, truncated: true });
      expect((await cache.get("a"))?.reading).toEqual({ ...GOOD, truncated: true });
    });

    it("tells keys apart, whatever is in them", async () => {
      const { cache } = await start();
      const keys = ["a", "A", "a:b", "a b", "*", "\u{1f680}", "__proto__", "k".repeat(300)];
      for (const [at, key] of keys.entries()) await cache.set(key, { ...GOOD, chunks: at + 1 });
      const hits = await Promise.all(keys.map((key) => cache.get(key)));
      expect(hits.map((hit) => hit?.reading.chunks)).toEqual(keys.map((_, at) => at + 1));
      expect(await cache.get("constructor")).toBeUndefined();
    });

    it("keeps the latest, and starts its age anew", async () => {
      const { cache, time } = await start();
      await cache.set("a", GOOD);
      time.offsetS = 30;
      await cache.set("a", BAD);
      const hit = await cache.get("a");
      expect(hit?.reading).toEqual(BAD);
      expect(hit?.ageS).toBeLessThan(5);
    });

    it("keeps a copy: nobody changes what is kept", async () => {
      const { cache } = await start();
      const given = structuredClone(GOOD);
      await cache.set("a", given);
      Object.assign(given.scores, { bullish: 0 });
      const first = await cache.get("a");
      Object.assign(first?.reading.scores ?? {}, { bearish: 1 });
      expect((await cache.get("a"))?.reading).toEqual(GOOD);
    });

    it("says how old a reading is", async () => {
      const { cache, time } = await start();
      await cache.set("a", GOOD);
      time.offsetS = 40;
      const hit = await cache.get("a");
      expect(hit?.stale).toBe(false);
      expect(hit?.ageS).toBeGreaterThanOrEqual(40);
      expect(hit?.ageS).toBeLessThan(45);
    });

    it("gives a reading past its lifetime as stale, and after the grace not at all", async () => {
      const { cache, time } = await start();
      await cache.set("a", GOOD);
      time.offsetS = 61;
      expect(await cache.get("a")).toMatchObject({ reading: GOOD, stale: true });
      time.offsetS = 650;
      expect(await cache.get("a")).toMatchObject({ reading: GOOD, stale: true });
      time.offsetS = 661;
      expect(await cache.get("a")).toBeUndefined();
    });

    it("is fresh again when what was stale is set anew", async () => {
      const { cache, time } = await start();
      await cache.set("a", GOOD);
      time.offsetS = 100;
      await cache.set("a", BAD);
      expect(await cache.get("a")).toMatchObject({ reading: BAD, stale: false });
    });

    it("has no age below zero when the clock steps back", async () => {
      const { cache, time } = await start();
      await cache.set("a", GOOD);
      time.offsetS = -86_400;
      expect(await cache.get("a")).toEqual({ reading: GOOD, ageS: 0, stale: false });
    });
  });
}
