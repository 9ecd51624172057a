import { expect, onTestFinished } from "vitest";
import { createSharedStats } from "../../lib/adapters/redis/create-shared-stats";
import { openRedis } from "../../lib/adapters/redis/open-redis";
import { createStatsBook } from "../../lib/core/stats/create-stats-book";
import { createStatsShare, type SharedStats } from "../../lib/core/stats/create-stats-share";
import type { WindowName } from "../../lib/core/stats/windows";
import { realClock } from "./open-links";

/** A process that counts, over the Redis at `url`, for one test; `between` may stand in the way of its calls. */
export function openStatsReplica(url: string, { clock = realClock, between = (shared: SharedStats) => shared } = {}) {
  const link = openRedis({ url, warn: () => {}, clock: realClock });
  if (link === null) throw new Error("the address is good");
  onTestFinished(link.close);
  const book = createStatsBook({ clock, settled: (sheet, time) => share.take(sheet, time) });
  const share = createStatsShare(book, between(createSharedStats(link)));
  const count = (times: number, ms = 5): void => {
    for (let time = 0; time < times; time += 1) book.called("sentiment", "ok", ms);
  };
  const calls = async (window: Parameters<typeof share.read>[0] = "all") =>
    (await share.read(window)).sheet.counts["call/sentiment/ok"] ?? 0;
  const slots = async (window: WindowName, since?: number) =>
    (await share.slots(window, since)).slots.map(
      ({ at, sheet }) => [at, sheet.counts["call/all/ok"] ?? 0] satisfies [number, number],
    );
  const inSlots = async (window: WindowName) => (await slots(window)).reduce((sum, [, times]) => sum + times, 0);
  return {
    link,
    book,
    share,
    count,
    calls,
    slots,
    inSlots,
    up: () => expect.poll(link.open, { timeout: 5_000 }).toBe(true),
  };
}
