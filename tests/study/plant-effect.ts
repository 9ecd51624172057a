import type { PriceColumns } from "../../lib/core/study/study";

/** The same prices, moved after each of these bars: `path[k]` is how far, in logarithms, at the close of the k-th bar from its open on; what is last stays. */
export function plantEffect(columns: PriceColumns, places: readonly number[], path: readonly number[]): PriceColumns {
  const moves = new Float64Array(columns.time.length);
  for (const place of places) {
    for (const [bar, level] of path.entries()) {
      const at = place + bar;
      if (at < moves.length) moves[at] = (moves[at] ?? 0) + level - (path[bar - 1] ?? 0);
    }
  }
  const open = columns.open.slice();
  const close = columns.close.slice();
  let level = 0;
  for (let bar = 0; bar < moves.length; bar++) {
    open[bar] = (open[bar] ?? 0) * Math.exp(level);
    level += moves[bar] ?? 0;
    close[bar] = (close[bar] ?? 0) * Math.exp(level);
  }
  return { time: columns.time, open, close };
}
