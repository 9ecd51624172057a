import { expect, onTestFinished } from "vitest";
import { openRedis, type RedisLink } from "@/lib/adapters/redis/open-redis";
import type { Clock } from "@/lib/core/ports";

export const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: async () => undefined,
};

/** A link to Redis as each process has its own, open, and closed when the test ends. */
export async function openLink(url: string): Promise<RedisLink> {
  const link = openRedis({ url, warn: () => undefined, clock: realClock });
  if (link === null) throw new Error("no address of a Redis");
  onTestFinished(link.close);
  await untilOpen(link);
  return link;
}

export const untilOpen = (link: RedisLink) => expect.poll(link.open, { timeout: 5_000, interval: 20 }).toBe(true);
