import { type MoodInterval, moodIntervals } from "@/lib/contracts/news-words";
import { iso } from "@/lib/core/iso";
import { openingOf, stepOf } from "@/lib/core/market/timeframe";
import type { NewsView } from "./news-view";

const DAY_MS = 86_400_000;
/** Bars that can still be told apart, and of a wish for short ones. */
const MOST_BARS = 100;
const MOST_WISHED = 400;

/** Time that a strip shows where nothing narrows it; the server has the same. */
const spanOf = (interval: MoodInterval): number => (interval === "1h" ? 2 * DAY_MS : 60 * stepOf[interval]);

/** A filter's end as a moment; a last day counts whole. */
export const endOf = (to: string): number => Date.parse(to) + (to.length === 10 ? DAY_MS : 0);

/** What is known of the archive: its newest story, milliseconds since the epoch, and how many come in an hour. */
export interface KnownNews {
  readonly newest: number;
  readonly perHour: number;
}

/** Stories that a bar should hold on average: fewer tell little. */
const ENOUGH = 3;
const HOUR_MS = 3_600_000;

/** What an answer tells of the archive; null while that is empty. */
export function toKnown({
  first,
  last,
  stories,
}: {
  readonly first: string | null;
  readonly last: string | null;
  readonly stories: number;
}): KnownNews | null {
  if (first === null || last === null) return null;
  const [begin, newest] = [Date.parse(first), Date.parse(last)];
  return { newest, perHour: (stories * HOUR_MS) / Math.max(HOUR_MS, newest - begin) };
}

/** The shortest bars that hold enough; by the hour while nothing is known. */
const usualOf = (known: KnownNews | null): MoodInterval =>
  known === null ? "1h" : (moodIntervals.find((each) => (known.perHour * stepOf[each]) / HOUR_MS >= ENOUGH) ?? "1w");

interface MoodWindow {
  readonly interval: MoodInterval;
  /** ISO; both or neither: then the server takes the time up to now. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * Which time the strip shows. What the stories are narrowed to is shown with what lies around it, so that a press on a bar moves
 * nothing; news that ended long ago is shown where it ended.
 */
export function moodWindow(
  { from, to, by }: Pick<NewsView, "from" | "to" | "by">,
  known: KnownNews | null,
  now: number,
): MoodWindow {
  const newest = known?.newest ?? null;
  const usual = by ?? usualOf(known);
  const recent = newest === null || now - newest < spanOf(usual) ? null : windowBefore(newest, usual);
  if (from === null && to === null) return recent ?? { interval: usual };

  const end = to === null ? Math.max(now, from === null ? now : Date.parse(from) + 1) : endOf(to);
  const begin = from === null ? end - spanOf(usual) : Math.min(Date.parse(from), end - 1);
  const length = end - begin;
  const interval = chooseInterval(by, length);
  const span = spanOf(interval);
  if (length <= span) {
    const around = newest === null || now - newest < span ? null : windowBefore(newest, interval);
    // An hour that has just begun ends after now.
    const [first, last] = around
      ? [Date.parse(around.from), Date.parse(around.to)]
      : [now - span, now + stepOf[interval]];
    if (begin >= openingOf(first, interval) && end <= last) return around ?? { interval };
    const page = Math.floor(begin / span) * span;
    return toWindow(interval, page, Math.max(end, page + span));
  }
  return toWindow(interval, begin, end);
}

/** Whether the newest story lies past all that the strip would show of the time before it was known: then it stands still in the past. */
export function isOutgrown(known: KnownNews, newest: number, by: MoodInterval | null, now: number): boolean {
  const { to } = moodWindow({ from: null, to: null, by }, known, now);
  return to !== undefined && newest >= Date.parse(to);
}

function chooseInterval(by: MoodInterval | null, length: number): MoodInterval {
  if (by !== null && length / stepOf[by] <= MOST_WISHED) return by;
  return moodIntervals.find((each) => length / stepOf[each] <= MOST_BARS) ?? "1w";
}

const windowBefore = (newest: number, interval: MoodInterval) => {
  const to = openingOf(newest, interval) + stepOf[interval];
  return { interval, from: iso(to - spanOf(interval)), to: iso(to) };
};

const toWindow = (interval: MoodInterval, begin: number, end: number): MoodWindow => {
  const to = openingOf(end - 1, interval) + stepOf[interval];
  // A server answers with so many at the most.
  const from = Math.max(openingOf(begin, interval), to - 1_999 * stepOf[interval]);
  return { interval, from: iso(from), to: iso(to) };
};
