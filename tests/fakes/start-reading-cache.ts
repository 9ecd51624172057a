import { expect, onTestFinished } from "vitest";
import {
  createReadingCache,
  type LayeredReadingCache,
  type ReadingCacheOptions,
} from "@/lib/adapters/cache/create-reading-cache";
import { openRedis } from "@/lib/adapters/redis/open-redis";
import type { Clock } from "@/lib/core/ports";

interface Warning {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A cache over Redis with a clock that can be put forward, and all that it warned of. Closed when the test ends. */
export function startReadingCache(redisUrl: string, options: Partial<ReadingCacheOptions> = {}) {
  const warnings: Warning[] = [];
  const time = { monotonicMs: 0, wallMs: 0 };
  const clock: Clock = {
    now: () => performance.now() + time.monotonicMs,
    wall: () => Date.now() + time.wallMs,
    pause: async () => undefined,
  };
  const warn = (event: string, fields: Warning["fields"]): number => warnings.push({ event, fields });
  const redis = openRedis({ url: redisUrl, warn, clock });
  const cache = createReadingCache({ ttlS: 60, redis, clock, ...options });
  onTestFinished(() => redis?.close());
  return { cache, warnings, time };
}

export const untilUp = (cache: LayeredReadingCache) =>
  expect.poll(cache.state, { timeout: 5_000 }).toBe("memory+redis");

export const untilDown = (cache: LayeredReadingCache) =>
  expect.poll(cache.state, { timeout: 5_000 }).toBe("memory, redis down");
