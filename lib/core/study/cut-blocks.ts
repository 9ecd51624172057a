/** Events of one group that are moved together: places from `from` up to and without `to`, by their order. */
export interface EventBlock {
  readonly from: number;
  readonly to: number;
}

/** So many times the longest window: what is torn apart at the ends of a block is little beside what is within. */
const WINDOWS = 7;

/**
 * Cuts events into blocks that share no window, where there is a pause as long as the longest window, or else after seven such windows.
 * Within a block whatever hangs together stays so.
 */
export function cutBlocks(places: Int32Array, longest: number): readonly EventBlock[] {
  const blocks: EventBlock[] = [];
  let from = 0;
  for (let at = 1; at <= places.length; at++) {
    const here = places[at] ?? Number.POSITIVE_INFINITY;
    const pause = here - (places[at - 1] ?? 0);
    if (pause < longest && here - (places[from] ?? 0) < WINDOWS * longest) continue;
    blocks.push({ from, to: at });
    from = at;
  }
  return blocks;
}
