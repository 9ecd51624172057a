import type { CacheHit, KeptReading, ReadingCache } from "@/lib/core/ports";

export interface MemoryReadingCacheOptions {
  readonly ttlS?: number;
  readonly graceS?: number;
  /** Wall time in milliseconds. */
  readonly wall?: () => number;
}

/** A reading cache as plain as can be: never full, never down. */
export function memoryReadingCache(options: MemoryReadingCacheOptions = {}): ReadingCache {
  const { ttlS = 3_600, graceS = 86_400, wall = Date.now } = options;
  const kept = new Map<string, { readonly at: number; readonly reading: KeptReading }>();

  return {
    async get(key): Promise<CacheHit | undefined> {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      const ageS = Math.max(0, wall() - entry.at) / 1000;
      if (ageS >= ttlS + graceS) return undefined;
      return { reading: structuredClone(entry.reading), ageS, stale: ageS >= ttlS };
    },
    async set(key, { scores, chunks, truncated }) {
      kept.set(key, { at: wall(), reading: structuredClone({ scores, chunks, ...(truncated ? { truncated } : {}) }) });
    },
  };
}
