import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { rateLimiterContract } from "../../../tests/contract/rate-limiter";
import { openLink, realClock, untilOpen } from "../../../tests/fakes/open-links";
import { percentile, times } from "../../../tests/resilience/load";
import type { RateLimiter } from "../../core/ports";
import { createRateLimiter } from "../memory/create-rate-limiter";
import { createSharedRateLimiter } from "./create-shared-rate-limiter";
import type { RedisLink } from "./open-redis";

describe.skipIf(!hasRedis())("createSharedRateLimiter (skipped without redis-server)", () => {
  let redis: RedisServer;
  let round = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const over = (link: RedisLink, perMinute: number, more: { name?: string; maxClients?: number } = {}): RateLimiter =>
    createSharedRateLimiter({
      link,
      name: more.name ?? "sentiment",
      perMinute,
      // Lets everybody through: what is refused is refused by Redis.
      own: createRateLimiter(1_000_000),
      clock: realClock,
      ...(more.maxClients === undefined ? {} : { maxClients: more.maxClients }),
    });

  rateLimiterContract("over Redis", async (perMinute, maxClients) => {
    round += 1;
    const link = await openLink(redis.url);
    return over(link, perMinute, { name: `round-${round}`, ...(maxClients === undefined ? {} : { maxClients }) });
  });

  it("counts one client over two processes, and limiters of two names apart", async () => {
    const [one, two] = [await openLink(redis.url), await openLink(redis.url)];
    const [first, second] = [over(one, 10, { name: "both" }), over(two, 10, { name: "both" })];
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, request) => (request % 2 === 0 ? first : second).take("203.0.113.7")),
    );
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(10);
    expect((await over(two, 10, { name: "another" }).take("203.0.113.7")).remaining).toBe(9);
  });

  it("starts anew when the key is gone, and every key goes with its window", async () => {
    const link = await openLink(redis.url);
    const limiter = over(link, 1, { name: "anew" });
    expect((await limiter.take("a")).allowed).toBe(true);
    expect((await limiter.take("a")).allowed).toBe(false);
    const keys = await link.connection.keys("barometer:rate:anew*");
    expect(keys).toHaveLength(1);
    const ttl = await link.connection.pttl(keys[0] ?? "");
    expect(ttl).toBeGreaterThan(50_000);
    expect(ttl).toBeLessThanOrEqual(60_000);
    await link.connection.pexpire(keys[0] ?? "", 1);
    await expect.poll(async () => (await limiter.take("a")).allowed).toBe(true);
  });

  it("leaves no address in Redis", async () => {
    const link = await openLink(redis.url);
    await over(link, 10).take("203.0.113.7");
    await over(link, 10).take("2001:db8:cafe::/64");
    const keys = (await link.connection.keys("*")).join("\n");
    expect(keys).not.toMatch(/203\.0|db8|cafe/);
    for (const key of keys.split("\n")) expect(key).toMatch(/^barometer:rate:[\w-]+:(?:[\w-]{22}|overflow:\d+)$/);
  });

  it("counts in memory where Redis refuses to, and in Redis again when it does not", async () => {
    const full = await startRedis();
    const link = await openLink(full.url);
    const limiter = createSharedRateLimiter({
      link,
      name: "full",
      perMinute: 5,
      own: createRateLimiter(5),
      clock: realClock,
    });
    const setMemory = (bytes: string) => link.connection.config("SET", "maxmemory", bytes);
    await setMemory("1");
    const all = await Promise.all(Array.from({ length: 20 }, () => limiter.take("a")));
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(5);
    await setMemory("0");
    expect((await limiter.take("a")).remaining).toBe(4);
    await full.stop();
  });

  it("goes on while Redis hangs, and nobody starts the minute anew by it", async () => {
    const own = await startRedis();
    const link = await openLink(own.url);
    const limiter = createSharedRateLimiter({
      link,
      name: "hang",
      perMinute: 1_000,
      own: createRateLimiter(1_000),
      clock: realClock,
    });
    const timed = async (): Promise<number> => {
      const before = performance.now();
      await limiter.take("a");
      return performance.now() - before;
    };
    const up: number[] = [];
    for (let request = 0; request < 500; request += 1) up.push(await timed());
    own.signal("SIGSTOP");
    await Promise.all(Array.from({ length: 50 }, timed));
    for (let request = 0; request < 200; request += 1) await timed();
    console.log(`a decision over Redis: ${times(up)}`);
    expect(percentile(up, 0.5)).toBeLessThan(5);
    expect((await limiter.take("a")).remaining).toBe(1_000 - 751);
    own.signal("SIGCONT");
    await untilOpen(link);
    // What was on its way when it stopped may have been counted.
    const { remaining } = await limiter.take("a");
    expect(remaining).toBeGreaterThanOrEqual(1_000 - 551);
    expect(remaining).toBeLessThanOrEqual(1_000 - 501);
    await own.stop();
  });
});
