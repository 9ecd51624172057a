import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { openLink } from "../../../tests/fakes/open-links";
import { startReadingCache, untilDown, untilUp } from "../../../tests/fakes/start-reading-cache";
import type { KeptReading } from "../../core/ports";
import type { LayeredReadingCache } from "../cache/create-reading-cache";

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const NEWER: KeptReading = { ...GOOD, chunks: 3 };
const BOUND_MS = 250;

/** How long the slowest of some gets and sets took. */
async function slowest(cache: LayeredReadingCache, calls: number): Promise<number> {
  let worst = 0;
  for (let call = 0; call < calls; call += 1) {
    const before = performance.now();
    if (call % 2 === 0) await cache.set(`slow ${call}`, GOOD);
    else await cache.get(`absent ${call}`);
    worst = Math.max(worst, performance.now() - before);
  }
  return worst;
}

describe.skipIf(!hasRedis())("a Redis that fails (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  it("answers from memory while Redis is gone, warns once a minute, and comes back by itself", async () => {
    const { cache, warnings, time } = startReadingCache(redis.url);
    await untilUp(cache);
    await cache.set("a", GOOD);
    await redis.stop();
    await untilDown(cache);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    await expect.poll(() => warnings.length, { timeout: 5_000 }).toBe(1);
    // Long enough for attempts to connect, and for them to fail.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    // Reset where it went with a command unread, refused where it was gone already.
    const reason = expect.stringMatching(/^(ECONNREFUSED|ECONNRESET|EPIPE)$/);
    expect(warnings).toEqual([{ event: "redis_unreachable", fields: { reason, failures: 1 } }]);
    time.monotonicMs = 61_000;
    await expect.poll(() => warnings.length, { timeout: 5_000 }).toBe(2);
    expect(warnings[1]?.fields.failures).toBeGreaterThanOrEqual(3);

    redis = await startRedis({ port: redis.port });
    const before = performance.now();
    await untilUp(cache);
    console.log(`Redis back: used again after ${(performance.now() - before).toFixed(0)} ms`);
    await cache.set("b", NEWER);
    const other = startReadingCache(redis.url);
    await untilUp(other.cache);
    await expect.poll(() => other.cache.get("b")).toMatchObject({ reading: NEWER });
    expect(warnings).toHaveLength(2);
  });

  it("does not wait long for a Redis that stops in the middle, and takes it back when it goes on", async () => {
    const { cache, warnings } = startReadingCache(redis.url);
    await untilUp(cache);
    await cache.set("a", GOOD);
    redis.signal("SIGSTOP");
    const all = await Promise.all(Array.from({ length: 200 }, (_, call) => cache.get(`absent ${call}`)));
    expect(all.every((hit) => hit === undefined)).toBe(true);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    expect(cache.state()).toBe("memory, redis down");
    expect(warnings).toEqual([{ event: "redis_unreachable", fields: { reason: "timeout", failures: 1 } }]);
    redis.signal("SIGCONT");
    await untilUp(cache);
    expect(warnings).toHaveLength(1);
  });

  it("does not take it for Redis's fault when this process stands still", async () => {
    const link = await openLink(redis.url);
    const asked = Array.from({ length: 20 }, () => link.connection.ping());
    const until = performance.now() + 500;
    while (performance.now() < until);
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["PONG"]));
  });

  it("is memory alone where the password is wrong, and tells it to nobody", async () => {
    const locked = await startRedis({ password: "right" });
    onTestFinished(() => locked.stop());
    const { cache, warnings, time } = startReadingCache(`redis://somebody:s3cr3t@127.0.0.1:${locked.port}`);
    const reasons = () => {
      // On a busy machine the first attempt may time out; of the next it warns a minute later.
      time.monotonicMs += 61_000;
      return warnings.map(({ event, fields }) => `${event}: ${fields.reason}`);
    };
    await expect.poll(reasons, { timeout: 10_000, interval: 100 }).toContain("redis_unreachable: WRONGPASS");
    expect(JSON.stringify(warnings)).not.toMatch(/s3cr3t|somebody|127\.0\.0\.1/);
    await cache.set("a", GOOD);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    expect(cache.state()).toBe("memory, redis down");
    const { cache: right } = startReadingCache(`redis://:right@127.0.0.1:${locked.port}`);
    await untilUp(right);
  });

  it.each(["up", "down"])("does not hold the process that forgot to close it: Redis %s", async (state) => {
    const { url } = redis;
    if (state === "down") await redis.stop();
    const script = `
      import { createReadingCache } from "../cache/create-reading-cache.ts";
      import { openRedis } from "./open-redis.ts";
      const clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => undefined };
      const cache = createReadingCache({ ttlS: 60, redis: openRedis({ url: "${url}", warn: () => undefined, clock }), clock });
      const wanted = "${state === "up" ? "memory+redis" : "memory, redis down"}";
      for (let look = 0; look < 100 && (look < 10 || cache.state() !== wanted); look += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      await cache.set("a", ${JSON.stringify(GOOD)});
      console.log(cache.state());`;
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const args = ["--import", "tsx", "--input-type=module", "--eval", script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 15_000 });
    expect(stdout.trim()).toBe(state === "up" ? "memory+redis" : "memory, redis down");
  });
});

describe("a Redis that takes the call and never answers", () => {
  it("costs nobody more than a moment, and is warned of once", async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const { cache, warnings } = startReadingCache(`redis://127.0.0.1:${port}`);
    let worst = 0;
    const until = performance.now() + 3_000;
    while (performance.now() < until) {
      worst = Math.max(worst, await slowest(cache, 10));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    console.log(`never answers: slowest call in 3 s ${worst.toFixed(1)} ms`);
    expect(worst).toBeLessThan(BOUND_MS);
    expect(warnings).toEqual([{ event: "redis_unreachable", fields: { reason: "timeout", failures: 1 } }]);
    expect(sockets.size).toBeLessThanOrEqual(2);
    await cache.set("a", GOOD);
    expect(await cache.get("a")).toMatchObject({ reading: GOOD });
    expect(cache.state()).toBe("memory, redis down");
  });
});
