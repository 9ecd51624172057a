import type { PriceColumns, StudyPrices } from "./study";

/** Bars without a hole in time, so that a place is a time, and what came after each. */
export interface Returns {
  /** Opening of the first bar; 0 where there is none. */
  readonly start: number;
  readonly step: number;
  /** How many bars. */
  readonly length: number;
  /** At k - 1, by place: the abnormal log return from the open of that bar to the close of the k-th, itself the first; NaN without candles. */
  readonly after: readonly Float64Array[];
}

/** Twenty-two years of hours: a candle of a time far away must not cost memory. The newest count. */
const MOST_BARS = 200_000;

interface Levels {
  readonly open: Float64Array;
  readonly close: Float64Array;
}

/**
 * Abnormal returns of 1 to `bars` bars from each bar on: the coin's log return less the mean log return of the benchmark (no model of the
 * market: Brown & Warner 1985 find market-adjusted returns as good). The return of a bar is told by its own candles alone: that of its
 * entry and that of its end, of the coin and of the benchmark. `breathe` is asked between; null: the caller has left.
 */
export async function measureReturns(
  { coin, benchmark, atLeast }: StudyPrices,
  { step, bars }: { readonly step: number; readonly bars: number },
  breathe: () => Promise<boolean>,
): Promise<Returns | null> {
  const isOpening = (time: number): boolean => Number.isFinite(time) && time % step === 0;
  const last = coin.time.findLast(isOpening) ?? 0;
  const first = Math.max(coin.time.find(isOpening) ?? 0, last - (MOST_BARS - 1) * step);
  const length = coin.time.some(isOpening) ? (last - first) / step + 1 : 0;
  const place = (columns: PriceColumns) => placeOnGrid(columns, { start: first, step, length });
  const own = place(coin);
  const others = benchmark.map(place);
  const after: Float64Array[] = [];
  for (let bar = 1; bar <= bars; bar++) {
    after.push(returnsOf(own, others, bar, atLeast));
    if (!(await breathe())) return null;
  }
  return { start: first, step, length, after };
}

/** Logarithms of prices by place; NaN where there is no candle, or no price. */
function placeOnGrid(
  { time, open, close }: PriceColumns,
  { start, step, length }: Pick<Returns, "start" | "step" | "length">,
): Levels {
  const levels = { open: new Float64Array(length).fill(Number.NaN), close: new Float64Array(length).fill(Number.NaN) };
  for (let at = 0; at < time.length; at++) {
    const place = ((time[at] ?? 0) - start) / step;
    // A candle between two openings is none of these.
    if (!Number.isInteger(place) || place < 0 || place >= length) continue;
    const [first, last] = [Math.log(open[at] ?? 0), Math.log(close[at] ?? 0)];
    if (!Number.isFinite(first) || !Number.isFinite(last)) continue;
    levels.open[place] = first;
    levels.close[place] = last;
  }
  return levels;
}

function returnsOf(own: Levels, others: readonly Levels[], bar: number, atLeast: number): Float64Array {
  const length = own.open.length;
  const returns = new Float64Array(length).fill(Number.NaN);
  for (let from = 0; from + bar <= length; from++) {
    const to = from + bar - 1;
    let [sum, there] = [0, 0];
    for (const { open, close } of others) {
      const change = (close[to] ?? Number.NaN) - (open[from] ?? Number.NaN);
      if (Number.isNaN(change)) continue;
      sum += change;
      there++;
    }
    if (there < atLeast) continue;
    returns[from] = (own.close[to] ?? Number.NaN) - (own.open[from] ?? Number.NaN) - (there === 0 ? 0 : sum / there);
  }
  return returns;
}
