import { ok } from "../../errors";
import { failed } from "../../failure";
import type { Clock } from "../../ports";
import type { FoundItem } from "../news-item";
import type { NewsSource } from "../news-source";
import { drawDay } from "./draw-day";

const DAY = 86_400_000;
const DAYS = 60;
const MINUTE = 60_000;
const PORTION = 500;
/** Beyond it a year has five digits, which most readers of times refuse. */
const LATEST = Date.UTC(9999, 11, 31);

/** A clock that makes no sense is set to the nearest that does. */
const soundWall = (wall: number): number => Math.min(LATEST, Math.max(0, Number.isNaN(wall) ? 0 : wall));

/** What is sent after one moment, up to another, the oldest first. */
function sentBetween(after: number, upTo: number): readonly FoundItem[] {
  const items = [];
  // Copies of the day before may be sent on this one.
  for (let day = Math.floor(after / DAY) - 1; day * DAY <= upTo; day += 1) items.push(...drawDay(day));
  return items
    .filter(({ at }) => at > after && at <= upTo)
    .sort((a, b) => a.at - b.at || ((a.guid ?? "") < (b.guid ?? "") ? -1 : 1))
    .map(({ at: _, ...item }) => item);
}

function* inPortions(items: readonly FoundItem[]): Iterable<readonly FoundItem[]> {
  for (let from = 0; from < items.length; from += PORTION) yield items.slice(from, from + PORTION);
}

/** The moment up to which news was given, or null where the state is none of ours. */
const momentOf = (state: string | null): number | null =>
  state !== null && /^\d{1,15}$/.test(state) ? Number(state) : null;

/**
 * News that this program makes up, for when there is no other: of the last 60 days, about a dozen items a day, about events, companies
 * and outlets that do not exist, and coins that do. An item is the same whenever it is asked for, so the news goes on as time does;
 * after a clock was set back nothing is new until it has caught up. The state is the moment up to which it was given.
 */
export function createSampleNews({ clock }: { readonly clock: Pick<Clock, "wall"> }): NewsSource {
  let checkedAt: number | null = null;
  return {
    key: "sample-news",
    name: "Sample news",
    kind: "sample",
    home: null,
    licence: "Apache-2.0",
    layout: "made up by this program",
    sample: true,
    everyMs: MINUTE,
    ask: ({ state, signal }) => {
      if (signal.aborted) return Promise.resolve(failed("cancelled"));
      const now = soundWall(clock.wall());
      checkedAt = now;
      const earliest = (Math.floor(now / DAY) - DAYS) * DAY;
      const given = Math.max(earliest, momentOf(state) ?? earliest);
      const items = given >= now ? [] : sentBetween(given, now);
      if (items.length === 0) return Promise.resolve(ok(null));
      return Promise.resolve(ok({ portions: inPortions(items), state: () => String(now), unusable: () => 0 }));
    },
    look: () => ({
      state: checkedAt === null ? "not_asked_yet" : "ready",
      detail: "Made up by this program, always there. Nothing in it ever happened.",
      retryAfterS: null,
      checkedAt,
      lastOkAt: checkedAt,
      failure: null,
    }),
  };
}
