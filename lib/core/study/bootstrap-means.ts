import { cutBlocks } from "./cut-blocks";

/** Fewer blocks than that tell nothing of how far they scatter. */
const LEAST_BLOCKS = 5;

/**
 * Means of events drawn anew in blocks, as many as there are, so that events whose windows overlap stay together: a block bootstrap (Künsch
 * 1989) whose blocks are cut in the pauses between events (see cutBlocks), since stories come in bursts. None with fewer than five
 * blocks. `breathe` is asked between; null: the caller has left.
 */
export async function bootstrapMeans(
  { places, values, horizon }: { readonly places: Int32Array; readonly values: Float64Array; readonly horizon: number },
  draws: number,
  random: () => number,
  breathe: () => Promise<boolean>,
): Promise<Float64Array | null> {
  const blocks = cutBlocks(places, horizon);
  if (blocks.length < LEAST_BLOCKS) return new Float64Array(0);
  const sums = Float64Array.from(blocks, ({ from, to }) =>
    values.subarray(from, to).reduce((sum, one) => sum + one, 0),
  );
  const counts = Float64Array.from(blocks, ({ from, to }) => to - from);
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let [sum, n] = [0, 0];
    for (let drawn = 0; drawn < blocks.length; drawn++) {
      const block = Math.floor(random() * blocks.length);
      sum += sums[block] ?? 0;
      n += counts[block] ?? 0;
    }
    means[draw] = sum / n;
    if (draw % 32 === 0 && !(await breathe())) return null;
  }
  return means;
}
