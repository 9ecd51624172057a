import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { openStatsReplica } from "../../../tests/fakes/stats-replica";
import { emptySheet } from "../../core/stats/sheet";
import { slotFigures } from "../../core/stats/slot-figures";
import type { WindowName } from "../../core/stats/windows";

describe.skipIf(!hasRedis())("figures in Redis, told apart by time (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());
  const replica = (options: Parameters<typeof openStatsReplica>[1] = {}) => openStatsReplica(redis.url, options);

  const windows = [
    ["15m", 10_000],
    ["24h", 300_000],
    ["30d", 7_200_000],
  ] as const;
  const sample = { loopDelayP50Ms: 1, loopDelayP99Ms: 9, rssMb: 100, budgetLeft: 0.5 };
  /** Not so near the end of ten seconds that a test is cut in two by it. */
  const midSlot = () => expect.poll(() => Date.now() % 10_000, { timeout: 5_000, interval: 50 }).toBeLessThan(7_000);

  it("says what all processes counted and when, also what is not handed over yet", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    await midSlot();
    a.count(3);
    b.count(4);
    await a.share.push();
    const now = Date.now();
    for (const [window, ms] of windows) {
      const at = Math.floor(now / ms) * ms;
      expect(await a.slots(window)).toEqual([[at, 3]]);
      // Its own are there before Redis has them.
      expect(await b.slots(window)).toEqual([[at, 7]]);
    }
    await b.share.push();
    for (const [window, ms] of windows) {
      expect(await a.slots(window)).toEqual([[Math.floor(now / ms) * ms, 7]]);
      const { slotMs, from, to } = await a.share.slots(window);
      expect([slotMs, Math.abs(to - Date.now()) < 1_000]).toEqual([ms, true]);
      expect(from).toBeLessThan(to);
    }
  });

  it("has the samples of all servers in slots and in no sum, also of one that counts nothing else", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    await midSlot();
    a.book.sampled(sample);
    b.book.sampled({ ...sample, rssMb: 400, budgetLeft: 0.25 });
    await Promise.all([a.share.push(), b.share.push()]);
    for (const [window] of windows) {
      const { slots } = await a.share.slots(window);
      expect(slots.map(({ sheet }) => slotFigures(sheet))).toMatchObject([{ calls: 0, budget_left: 0.25 }]);
      expect(Math.abs((slotFigures(slots[0]?.sheet ?? emptySheet()).rss_mb ?? 0) / 400 - 1)).toBeLessThan(0.02);
      expect(await a.share.read(window)).toMatchObject({ sheet: { counts: {}, times: {} }, keptIn: "redis" });
    }
    expect((await a.share.read("all")).sheet).toEqual({ counts: {}, times: {} });
  });

  it("asks for few keys where only the newest are wanted", async () => {
    const clock = fakeClock(Date.now());
    const a = replica({ clock });
    await a.up();
    // An hour and some days ago, and now.
    for (let slot = 0; slot < 500; slot += 1) {
      a.count(1);
      clock.pass(slot < 100 ? 1_800_000 : 10_000);
    }
    a.count(1);
    await a.share.push();
    const asked = async (window: WindowName, since?: number): Promise<number> => {
      const before = await a.link.connection.info("stats");
      await a.share.slots(window, since);
      const after = await a.link.connection.info("stats");
      const looks = (text: string): number =>
        ["hits", "misses"].reduce((sum, kind) => sum + Number(text.match(`keyspace_${kind}:(\\d+)`)?.[1]), 0);
      return looks(after) - looks(before);
    };
    const keys: string[] = [];
    for (const [window, ms] of windows) {
      const newest = (await a.slots(window)).at(-1)?.[0] ?? 0;
      const since = await a.slots(window, newest);
      expect(since).toEqual((await a.slots(window)).filter(([at]) => at + ms > newest));
      const [few, all] = [await asked(window, newest), await asked(window)];
      keys.push(`${window}: ${few} of ${all}`);
      expect(few).toBeLessThan(12);
      expect(all).toBeGreaterThan(80);
    }
    console.log(`keys that are looked at: ${keys.join(", ")}`);
  });

  it("stands by the clock of this process, however far that is from the one of Redis, and stays where it is", async () => {
    // Before its clock is set, which stands still from then on.
    await midSlot();
    const clock = fakeClock(Date.now() + 24 * 3_600_000);
    const [ahead, right] = [replica({ clock }), replica()];
    await Promise.all([ahead.up(), right.up()]);
    right.count(2);
    await right.share.push();
    ahead.count(1);
    const [[there] = [0]] = await ahead.slots("15m");
    expect(Math.abs(there - clock.wall())).toBeLessThan(20_000);
    await ahead.share.push();
    for (let look = 0; look < 10; look += 1) {
      expect(await ahead.slots("15m")).toEqual([[there, 3]]);
      clock.pass(1);
    }
    const [[here] = [0]] = await right.slots("15m");
    expect(Math.abs(here - Date.now())).toBeLessThan(20_000);
    expect(await right.slots("15m", Date.now())).toEqual([[here, 3]]);
  });

  it("is this process's own while Redis is away, and whole again when it is back", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    a.count(10);
    b.count(1);
    await Promise.all([a.share.push(), b.share.push()]);
    expect(await a.inSlots("15m")).toBe(11);
    await redis.stop();
    await expect.poll(a.link.open).toBe(false);
    a.count(2);
    expect(await a.inSlots("15m")).toBe(12);
    redis = await startRedis({ port: redis.port });
    await Promise.all([a.up(), b.up()]);
    // Empty, and nobody has told it anything yet.
    for (const [window] of windows) expect(await a.inSlots(window)).toBe(12);
    await expect
      .poll(
        async () => {
          await Promise.all([a.share.push(), b.share.push()]);
          return [await a.inSlots("15m"), await b.inSlots("30d")];
        },
        { timeout: 5_000 },
      )
      .toEqual([13, 13]);
  });

  it("shows each call once, whatever is on its way, and says the same as the sum", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a.up(), b.up()]);
    let total = 0;
    let looks = 0;
    const until = performance.now() + 2_000;
    while (performance.now() < until) {
      a.count(3);
      total += 3;
      void a.share.push();
      for (const [window] of windows) expect(await a.inSlots(window)).toBe(total);
      expect(await b.inSlots("15m")).toBeLessThanOrEqual(total);
      looks += 1;
    }
    await a.share.push();
    await a.share.push();
    for (const [window] of windows) expect([await b.inSlots(window), await b.calls(window)]).toEqual([total, total]);
    console.log(`${looks} rounds of looks at slots while batches were on their way, ${total} calls`);
  });
});
