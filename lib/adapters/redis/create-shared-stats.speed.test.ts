import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { openStatsReplica } from "../../../tests/fakes/stats-replica";
import { storm } from "../../../tests/fakes/storm";
import { slotFigures } from "../../core/stats/slot-figures";

describe.skipIf(!hasRedis())("figures in Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());
  const replica = (options: Parameters<typeof openStatsReplica>[1] = {}) => openStatsReplica(redis.url, options);

  it("reads a month of all there is in time", { timeout: 60_000 }, async () => {
    const clock = fakeClock();
    const [a, b] = [replica({ clock }), replica({ clock })];
    await Promise.all([a.up(), b.up()]);
    let round = 0;
    for (let slot = 0; slot < 359; slot += 1) {
      round = storm(a.book, 500, round);
      a.book.settle();
      clock.pass(7_200_000);
    }
    // All at the end: Redis has a clock of its own, by which all of it happened just now.
    await expect
      .poll(
        async () => {
          await a.share.push();
          return (await b.share.slots("30d")).slots.length;
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(300);
    let slots = 0;
    const ms = await bestTimeOf(async () => {
      slots = (await a.share.slots("30d")).slots.map(({ sheet }) => slotFigures(sheet)).length;
    }, 600);
    const newest = await bestTimeOf(() => a.share.slots("30d", clock.wall()), 50);
    console.log(`slots from Redis: ${slots} of a month ${ms.toFixed(0)} ms, the newest ${newest.toFixed(1)} ms`);
    expect(slots).toBeGreaterThan(300);
    expect(ms).toBeLessThan(600);
    expect(newest).toBeLessThan(50);
  });
});
