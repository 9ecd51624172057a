import { durationOf, MOST_BUCKETS } from "../stats/buckets";
import type { Sheet } from "../stats/sheet";
import type { HistogramSample, Labels } from "./metric-family";

/** Upper bounds in seconds: from the lexical reader's tenth of a millisecond to a model that loads. */
export const secondsBounds: readonly number[] = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

/** What each bucket of a sheet stands for, and the first bound that it lies within. */
const buckets = Array.from({ length: MOST_BUCKETS }, (_, bucket) => {
  const seconds = durationOf(bucket) / 1000;
  const bound = secondsBounds.findIndex((most) => seconds <= most);
  return { seconds, bound: bound === -1 ? secondsBounds.length : bound };
});

/**
 * The durations of a name in a sheet, in seconds; null where nothing was timed. Buckets of the sheet are 4 % wide and go to a bound as a
 * whole, by the duration that they stand for: what is within a fiftieth of a bound may be counted on its other side, and the sum is
 * within a fiftieth. What took longer than two minutes counts as two minutes.
 */
export function histogramOf(sheet: Sheet, name: string, labels: Labels): HistogramSample | null {
  const timed = sheet.times[name];
  if (timed === undefined) return null;
  const within = secondsBounds.map(() => 0);
  let [sum, count] = [0, 0];
  for (const [key, times] of Object.entries(timed)) {
    const bucket = buckets[Number(key)];
    if (bucket === undefined) continue;
    sum += bucket.seconds * times;
    count += times;
    within[bucket.bound] = (within[bucket.bound] ?? 0) + times;
  }
  let below = 0;
  for (const index of secondsBounds.keys()) {
    below += within[index] ?? 0;
    within[index] = below;
  }
  return { labels, within: within.slice(0, secondsBounds.length), sum, count };
}
