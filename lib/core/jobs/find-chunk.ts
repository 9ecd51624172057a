/** Number of the chunk that holds text `at`; null where there is none. `starts` is what `cutChunks` gave. */
export function findChunk(starts: readonly number[], at: number): number | null {
  let low = 0;
  let high = starts.length - 1;
  if (at < 0 || at >= (starts[high] ?? 0)) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}
