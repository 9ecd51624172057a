import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { openStatsReplica } from "../../../tests/fakes/stats-replica";

describe.skipIf(!hasRedis())("figures in Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  const replica = (options: Parameters<typeof openStatsReplica>[1] = {}) => openStatsReplica(redis.url, options);

  it("adds up what several processes counted, in all and in each window", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    a.count(3);
    b.count(4, 700);
    await a.share.push();
    expect(await a.calls()).toBe(3);
    expect(await b.calls()).toBe(3 + 4);
    await b.share.push();
    for (const window of ["all", "15m", "24h", "30d"] as const) {
      expect([await a.calls(window), await b.calls(window)]).toEqual([7, 7]);
    }
    expect(await a.share.read("15m")).toMatchObject({ replicas: 2, keptIn: "redis" });
    const { times } = (await a.share.read("30d")).sheet;
    expect(Object.values(times["call/sentiment"] ?? {}).toSorted()).toEqual([3, 4]);
    await b.share.push({ leaving: true });
    expect(await a.share.read("all")).toMatchObject({ replicas: 1 });
    expect(await a.calls()).toBe(7);
  });

  it("adds nothing twice where an answer was lost, and shows it once meanwhile", async () => {
    let lose = true;
    const a = replica({
      between: (shared) => ({
        ...shared,
        async publish(options) {
          const answer = await shared.publish(options);
          return lose ? undefined : answer;
        },
      }),
    });
    await a.up();
    a.count(5);
    for (let push = 0; push < 3; push += 1) await a.share.push();
    expect(await a.calls()).toBe(5);
    a.count(2);
    expect(await a.calls()).toBe(7);
    lose = false;
    await a.share.push();
    await a.share.push();
    expect(await a.calls()).toBe(7);
    const b = replica();
    await b.up();
    expect(await b.calls()).toBe(7);
  });

  it("counts alone while Redis is away, and hands over all of it when it is back", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    a.count(10);
    b.count(1);
    await Promise.all([a.share.push(), b.share.push()]);
    // Hangs, and then goes on with what it had been sent.
    redis.signal("SIGSTOP");
    a.count(5);
    await a.share.push();
    expect(await a.share.read("all")).toMatchObject({ keptIn: "memory", replicas: 1 });
    expect(await a.calls()).toBe(15);
    a.count(5);
    redis.signal("SIGCONT");
    await a.up();
    await a.share.push();
    await a.share.push();
    await b.up();
    expect([await a.calls(), await b.calls()]).toEqual([21, 21]);
  });

  it("is told anew by those who live where Redis lost what it had", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    a.count(10);
    b.count(1);
    await Promise.all([a.share.push(), b.share.push()]);
    await redis.stop();
    await expect.poll(a.link.open).toBe(false);
    a.count(2);
    redis = await startRedis({ port: redis.port });
    await Promise.all([a.up(), b.up()]);
    expect(await a.calls()).toBe(12);
    await a.share.push();
    // Who counted nothing meanwhile hears of it by its next sign of life.
    await expect
      .poll(
        async () => {
          await b.share.push();
          return [await a.calls(), await b.calls()];
        },
        { timeout: 5_000 },
      )
      .toEqual([13, 13]);
    expect(await a.calls("15m")).toBe(13);
  });

  it("doubles and loses nothing where a Redis that is full drops any one key", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    const keysNow = async () => (await a.link.connection.keys("*")).toSorted();
    a.count(10);
    b.count(1);
    await Promise.all([a.share.push(), b.share.push()]);
    let total = 11;
    const dropped: string[] = [];
    // By place: a count that begins anew has keys of other names.
    for (let place = 0; place < (await keysNow()).length; place += 1) {
      const key = (await keysNow())[place] ?? "";
      dropped.push(key.replace(/\d{5,}.*?:/, "*:"));
      await a.link.connection.del(key);
      a.count(1);
      b.count(1);
      total += 2;
      await expect
        .poll(
          async () => {
            await Promise.all([a.share.push(), b.share.push()]);
            return [await a.calls(), await b.calls()];
          },
          { timeout: 5_000 },
        )
        .toEqual([total, total]);
      for (const window of ["15m", "24h", "30d"] as const) expect(await b.calls(window)).toBeLessThanOrEqual(total);
    }
    console.log(`dropped one after the other: ${dropped.join(", ")}; ${total} calls, each once`);
  });

  it("is told anew what a Redis lacks that went back to an earlier state", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    const push = async () => {
      await Promise.all([a.share.push(), b.share.push()]);
    };
    const save = async () =>
      Promise.all(
        (await a.link.connection.keys("*")).map(async (key) => ({
          key,
          text: await a.link.connection.dumpBuffer(key),
        })),
      );
    const goBack = async (saved: Awaited<ReturnType<typeof save>>) => {
      await a.link.connection.flushall();
      for (const { key, text } of saved) await a.link.connection.restore(key, 60_000, text ?? "");
    };
    const expectAll = (sum: number) =>
      expect
        .poll(
          async () => {
            await push();
            return [await a.calls(), await b.calls(), await a.calls("15m"), await b.calls("30d")];
          },
          { timeout: 5_000 },
        )
        .toEqual([sum, sum, sum, sum]);
    a.count(3);
    b.count(4);
    await push();
    const early = await save();
    for (let more = 0; more < 5; more += 1) {
      a.count(10);
      await push();
    }
    b.count(2);
    await push();
    await goBack(early);
    expect(await a.calls()).toBe(3 + 50 + 4);
    await expectAll(59);
    // Gone altogether, told anew, and then back as it was at first: what was told as a whole may be missing, never there twice.
    await a.link.connection.flushall();
    a.count(1);
    await expectAll(60);
    await goBack(early);
    a.count(1);
    b.count(1);
    for (let time = 0; time < 3; time += 1) await push();
    expect(await a.calls()).toBe(await b.calls());
    expect(await a.calls()).toBeLessThanOrEqual(62);
    expect(await a.calls()).toBeGreaterThanOrEqual(7 + 2);
  });

  it("shows each call once, whatever is on its way", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    let total = 0;
    const until = performance.now() + 2_000;
    let looks = 0;
    while (performance.now() < until) {
      a.count(3);
      total += 3;
      void a.share.push();
      const seen = await a.calls();
      expect(seen).toBe(total);
      expect(await b.calls()).toBeLessThanOrEqual(total);
      looks += 1;
    }
    await a.share.push();
    await a.share.push();
    console.log(`${looks} looks while batches were on their way, ${total} calls`);
    expect(await b.calls()).toBe(total);
  });

  it("agrees on time by the clock of Redis, however a process's clock is set", async () => {
    const clock = fakeClock(Date.now() + 24 * 3_600_000);
    const [ahead, right] = [replica({ clock }), replica()];
    await Promise.all([ahead.up(), right.up()]);
    ahead.count(2);
    right.count(1);
    await ahead.share.push();
    await right.share.push();
    expect([await ahead.calls("15m"), await right.calls("15m")]).toEqual([3, 3]);
    clock.setOff(-48 * 3_600_000);
    clock.pass(20_000);
    ahead.count(2);
    expect(await ahead.calls("15m")).toBe(5);
    await ahead.share.push();
    expect([await ahead.calls("15m"), await right.calls("15m")]).toEqual([5, 5]);
  });

  it("hands a long outage over in pieces", async () => {
    const clock = fakeClock();
    const a = replica({ clock });
    await a.up();
    for (let slot = 0; slot < 2_000; slot += 1) {
      a.count(1, slot);
      clock.pass(30_000);
    }
    const started = performance.now();
    await a.share.push();
    console.log(`2,000 calls of 17 hours handed over in ${(performance.now() - started).toFixed(0)} ms`);
    const b = replica();
    await b.up();
    expect([await b.calls(), await b.calls("30d")]).toEqual([2_000, 2_000]);
    expect(await b.calls("15m")).toBeLessThanOrEqual(31);
    expect(await b.calls("15m")).toBeGreaterThanOrEqual(28);
    expect(await b.calls("24h")).toBe(2_000);
  });

  it("goes on alone where something else stands under its names", async () => {
    const a = replica();
    await a.up();
    await a.link.connection.lpush("{barometer:stats:2}", "somebody else's");
    a.count(3);
    await a.share.push();
    expect(await a.calls()).toBe(3);
    expect(await a.link.connection.lrange("{barometer:stats:2}", 0, -1)).toEqual(["somebody else's"]);
  });
});
