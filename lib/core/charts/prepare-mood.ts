import type { MoodInterval } from "../../contracts/news-words";
import { openingOf, stepOf } from "../market/timeframe";
import type { MoodCounts } from "../news/news-archive";

/** One stretch of time as it is drawn. */
export interface MoodSlot {
  /** Beginning and end, milliseconds since the epoch. */
  readonly time: number;
  readonly end: number;
  /** Null where there was no story: a gap, not a zero. */
  readonly counts: MoodCounts | null;
  readonly total: number;
}

export interface MoodPlot {
  readonly interval: MoodInterval;
  /** Every stretch from the first to the last, oldest first. */
  readonly slots: readonly MoodSlot[];
  readonly sums: MoodCounts & { readonly total: number };
  /** Stories of the fullest stretch. */
  readonly most: number;
}

/** What is told of the mood of news; times are ISO. */
interface ToldMood {
  readonly interval: MoodInterval;
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly (MoodCounts & { readonly time: string })[];
}

/** More than an answer has; what lies before them is left out. */
const MOST_SLOTS = 2_001;

export const countAll = ({ bullish, neutral, bearish, unclear }: MoodCounts): number =>
  bullish + neutral + bearish + unclear;

/** Decides what a strip of mood shows: every stretch between both ends, those without a story as gaps. */
export function prepareMood({ interval, from, to, buckets }: ToldMood): MoodPlot {
  const step = stepOf[interval];
  const told = new Map(buckets.map(({ time, ...counts }) => [Date.parse(time), counts]));
  const last = openingOf(Date.parse(to) - 1, interval);
  const first = Math.max(openingOf(Date.parse(from), interval), last - (MOST_SLOTS - 1) * step);
  const slots = Array.from({ length: Math.max(0, Math.round((last - first) / step) + 1) }, (_, at): MoodSlot => {
    const time = first + at * step;
    const counts = told.get(time) ?? null;
    return { time, end: time + step, counts, total: counts === null ? 0 : countAll(counts) };
  });
  const sums = { bullish: 0, neutral: 0, bearish: 0, unclear: 0, total: 0 };
  for (const { counts, total } of slots) {
    if (counts === null) continue;
    for (const key of ["bullish", "neutral", "bearish", "unclear"] as const) sums[key] += counts[key];
    sums.total += total;
  }
  return { interval, slots, sums, most: Math.max(0, ...slots.map(({ total }) => total)) };
}
