import type { Timeframe } from "../../contracts/timeframes";
import type { Label } from "../../contracts/verdict";
import { placeOf } from "../market/candles";
import { stepOf } from "../market/timeframe";
import { moodIntervalOf } from "./mood-interval-of";

export interface StoryCounts {
  readonly bullish: number;
  readonly neutral: number;
  readonly bearish: number;
  /** Those whose verdict abstains. */
  readonly unclear: number;
}

interface Bucket extends StoryCounts {
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** Stories by candle: columns as long as the candles. */
export interface NewsBars {
  readonly bullish: Int32Array;
  readonly neutral: Int32Array;
  readonly bearish: Int32Array;
  readonly unclear: Int32Array;
  /** All of them; -1 where nobody was asked yet. */
  readonly stories: Int32Array;
  /** (bullish - bearish) / (bullish + neutral + bearish), from -1 to 1; NaN where no story has a clear verdict. */
  readonly mood: Float64Array;
  /** Stories of a time that has no candle. */
  readonly without: number;
  /** Time that one bar's stories are of, milliseconds: a candle, or an hour where candles are shorter. */
  readonly spanMs: number;
}

/** Stretches of time that were asked for, milliseconds since the epoch: from, and before. */
export type Covered = readonly (readonly [number, number])[];

/**
 * Places counts of stories at candles. Longer candles sum the buckets that they are made of; of candles shorter than a bucket the first
 * one in its time bears it. `time` holds openings in milliseconds, ascending.
 */
export function prepareNewsMarks(
  buckets: readonly Bucket[],
  covered: Covered,
  time: Float64Array,
  timeframe: Timeframe,
): NewsBars {
  const [step, bucketMs] = [stepOf[timeframe], stepOf[moodIntervalOf(timeframe)]];
  const column = () => new Int32Array(time.length);
  const counts = { bullish: column(), neutral: column(), bearish: column(), unclear: column() };
  const stories = column().fill(-1);
  const mood = new Float64Array(time.length).fill(Number.NaN);
  for (const [from, to] of covered) {
    stories.fill(0, placeOf(time, from), placeOf(time, to));
  }
  const candleOf = (at: number): number => {
    const next = placeOf(time, at);
    if (step < bucketMs) return (time[next] ?? Number.POSITIVE_INFINITY) < at + bucketMs ? next : -1;
    if (time[next] === at) return next;
    return (time[next - 1] ?? Number.NEGATIVE_INFINITY) + step > at ? next - 1 : -1;
  };
  let without = 0;
  for (const bucket of buckets) {
    const all = bucket.bullish + bucket.neutral + bucket.bearish + bucket.unclear;
    const at = candleOf(Date.parse(bucket.time));
    if (at === -1) {
      without += all;
      continue;
    }
    for (const name of ["bullish", "neutral", "bearish", "unclear"] as const)
      counts[name][at] = (counts[name][at] ?? 0) + bucket[name];
    stories[at] = Math.max(0, stories[at] ?? 0) + all;
  }
  const bars = { ...counts, stories, mood, without, spanMs: Math.max(step, bucketMs) };
  for (const at of mood.keys()) {
    const own = countsAt(bars, at);
    if (clearStories(own) > 0) mood[at] = (own.bullish - own.bearish) / clearStories(own);
  }
  return bars;
}

/** The counts of one candle. */
export const countsAt = ({ bullish, neutral, bearish, unclear }: NewsBars, at: number): StoryCounts => ({
  bullish: bullish[at] ?? 0,
  neutral: neutral[at] ?? 0,
  bearish: bearish[at] ?? 0,
  unclear: unclear[at] ?? 0,
});

const clearStories = ({ bullish, neutral, bearish }: StoryCounts): number => bullish + neutral + bearish;

/** Stories that a mark speaks for: those with a clear verdict, or the others where there are no such. */
export const markedStories = (counts: StoryCounts): number => clearStories(counts) || counts.unclear;

/** The label of most stories with a clear verdict; neutral where two have equally many, unsure where there are no such stories. */
export function leaningOf(counts: StoryCounts): Label | "unsure" {
  if (clearStories(counts) === 0) return "unsure";
  const { bullish, neutral, bearish } = counts;
  if (bullish > neutral && bullish > bearish) return "bullish";
  return bearish > neutral && bearish > bullish ? "bearish" : "neutral";
}
