/** Fewer blocks than that in a draw would all be the same. */
const LEAST_BLOCKS = 4;

/**
 * Means of events drawn anew in blocks, so that events whose windows overlap stay together: the stationary bootstrap (Politis & Romano
 * 1994), in the order of time and around the end. Blocks have twice as many events as begin within one horizon, on average, at least the
 * cube root of all, and at most a quarter of them. `breathe` is asked between; null: the caller has left.
 */
export async function bootstrapMeans(
  { places, values, horizon }: { readonly places: Int32Array; readonly values: Float64Array; readonly horizon: number },
  draws: number,
  random: () => number,
  breathe: () => Promise<boolean>,
): Promise<Float64Array | null> {
  const n = values.length;
  const means = new Float64Array(n === 0 ? 0 : draws);
  const sums = new Float64Array(2 * n + 1);
  for (let at = 0; at < 2 * n; at++) sums[at + 1] = (sums[at] ?? 0) + (values[at % n] ?? 0);
  const longer = Math.log(1 - 1 / blockOf(places, horizon));
  for (let draw = 0; draw < means.length; draw++) {
    let [sum, left] = [0, n];
    while (left > 0) {
      const from = Math.floor(random() * n);
      // Lengths by the geometric law; with blocks of one the logarithm is of zero, and every length is one.
      const length = Math.min(left, 1 + Math.floor(Math.log(1 - random()) / longer));
      sum += (sums[from + length] ?? 0) - (sums[from] ?? 0);
      left -= length;
    }
    means[draw] = sum / n;
    if (draw % 32 === 0 && !(await breathe())) return null;
  }
  return means;
}

/** Events in a block, on average. */
function blockOf(places: Int32Array, horizon: number): number {
  const n = places.length;
  let [end, within] = [0, 0];
  for (let at = 0; at < n; at++) {
    while (end < n && (places[end] ?? 0) < (places[at] ?? 0) + horizon) end++;
    within += end - at;
  }
  return Math.max(1, Math.min(n / LEAST_BLOCKS, Math.max(Math.cbrt(n), (2 * within) / n)));
}
