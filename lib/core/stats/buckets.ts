/** How far a percentile may be off, as a share of it; rounding takes the rest of two hundredths. */
const OFF = 0.0195;
const LOG_WIDTH = Math.log((1 + OFF) / (1 - OFF));
const SHORTEST_MS = 0.05;
const LONGEST_MS = 120_000;
const FIRST = Math.ceil(Math.log(SHORTEST_MS) / LOG_WIDTH);
const LAST = Math.ceil(Math.log(LONGEST_MS) / LOG_WIDTH);

/** How many buckets a histogram has at most. */
export const MOST_BUCKETS = LAST - FIRST + 1;

/**
 * The bucket of a duration, from 0: bounds grow by the same factor (Masson et al., DDSketch, 2019), so that short and long times are
 * told apart alike. What is shorter than 0.05 ms or longer than two minutes goes to the first or the last.
 */
export function bucketOf(ms: number): number {
  if (!(ms > SHORTEST_MS)) return 0;
  return Math.min(LAST, Math.ceil(Math.log(ms) / LOG_WIDTH)) - FIRST;
}

/** The duration that a bucket stands for: no duration in it is further off than a fiftieth. */
export function durationOf(bucket: number): number {
  const upper = Math.exp((bucket + FIRST) * LOG_WIDTH);
  return Number((upper * (1 - OFF)).toPrecision(4));
}
