import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import type { CacheHit, Clock, ReadingCache } from "../../core/ports";
import type { RedisLink } from "../redis/open-redis";
import { createRedisLevel } from "./create-redis-level";
import type { Entry } from "./read-entry";

const DAY_S = 86_400;
const MAX_ITEMS = 20_000;
/** An entry is some 200 bytes; the cap holds for those that are not. */
const MAX_BYTES = 16 * 1024 * 1024;

type CacheLevel = "memory" | "redis";
type CacheState = "memory" | "memory+redis" | "memory, redis down";

export interface LayeredReadingCache extends ReadingCache {
  /** The levels there are to be, nearest first. */
  levels(): readonly CacheLevel[];
  /** Which of them answer now. */
  state(): CacheState;
}

export interface ReadingCacheOptions {
  /** How long a reading is fresh. */
  readonly ttlS: number;
  /** How long it is good after that, for want of a newer one. */
  readonly graceS?: number;
  readonly maxItems?: number;
  /** Null: wanted, and its address cannot be one. */
  readonly redis?: RedisLink | null | undefined;
  readonly clock: Clock;
}

/** Keeps readings in memory, and in Redis where there is one, for other processes and after a restart. */
export function createReadingCache(options: ReadingCacheOptions): LayeredReadingCache {
  const { ttlS, graceS = DAY_S, maxItems = MAX_ITEMS, redis, clock } = options;
  const ttlMs = ttlS * 1000;

  const memory = bentostore().useL1Layer(memoryDriver({ maxItems, maxSize: MAX_BYTES }));
  // biome-ignore lint/correctness/useHookAtTopLevel: a builder's method, no hook.
  const store = redis ? memory.useL2Layer(createRedisLevel(redis, ttlMs)) : memory;
  // What the library calls grace is the whole life of an entry, not what comes after its time to live.
  const lifeMs = ttlMs + graceS * 1000;
  const bento = new BentoCache({
    default: "readings",
    stores: { readings: store },
    prefix: "barometer",
    ttl: ttlMs,
    grace: lifeMs,
  });

  const hit = ({ at, ...reading }: Entry): CacheHit | undefined => {
    const age = Math.max(0, clock.wall() - at);
    if (age >= lifeMs) return undefined;
    return { reading, ageS: age / 1000, stale: age >= ttlMs };
  };

  return {
    async get(key) {
      try {
        const entry = await bento.get<Entry | undefined>({ key });
        return entry && hit(entry);
      } catch {
        return undefined;
      }
    },
    async set(key, { scores, chunks, truncated }) {
      const value: Entry = { at: clock.wall(), scores, chunks, ...(truncated ? { truncated } : {}) };
      // In memory when this returns; nobody waits for Redis.
      bento.set({ key, value }).catch(() => undefined);
    },
    levels: () => (redis !== undefined ? ["memory", "redis"] : ["memory"]),
    state() {
      if (redis === undefined) return "memory";
      return redis?.answers() ? "memory+redis" : "memory, redis down";
    },
  };
}
