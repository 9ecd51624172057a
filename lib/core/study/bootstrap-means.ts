import { cutBlocks } from "./cut-blocks";

/** Fewer blocks than that tell nothing of how far they scatter. */
const LEAST_BLOCKS = 5;
/** More would cost time and tell no more: neighbours are joined. */
const MOST_BLOCKS = 500;

/**
 * Means of events drawn anew in blocks, as many as there are: a block bootstrap (Künsch 1989) whose blocks are cut in the pauses between
 * events (cutBlocks), since stories come in bursts and their windows overlap. Very many short blocks are joined to neighbours; with fewer
 * than five there are no means. `breathe` is asked between; null: the caller has left.
 */
export async function bootstrapMeans(
  { places, values, horizon }: { readonly places: Int32Array; readonly values: Float64Array; readonly horizon: number },
  draws: number,
  random: () => number,
  breathe: () => Promise<boolean>,
): Promise<Float64Array | null> {
  const cut = cutBlocks(places, horizon);
  if (cut.length < LEAST_BLOCKS) return new Float64Array(0);
  const joined = Math.ceil(cut.length / MOST_BLOCKS);
  const blocks = Math.ceil(cut.length / joined);
  const sums = new Float64Array(blocks);
  const counts = new Float64Array(blocks);
  for (const [at, { from, to }] of cut.entries()) {
    const block = Math.floor(at / joined);
    for (let event = from; event < to; event++) sums[block] = (sums[block] ?? 0) + (values[event] ?? 0);
    counts[block] = (counts[block] ?? 0) + to - from;
  }
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let [sum, n] = [0, 0];
    for (let drawn = 0; drawn < blocks; drawn++) {
      const block = Math.floor(random() * blocks);
      sum += sums[block] ?? 0;
      n += counts[block] ?? 0;
    }
    means[draw] = sum / n;
    if (draw % 32 === 0 && !(await breathe())) return null;
  }
  return means;
}
