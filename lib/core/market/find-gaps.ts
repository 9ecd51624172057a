import type { Timeframe } from "../../contracts/market";
import { stepOf } from "./timeframe";

/** Candles that are missing between two that are there. */
interface GapSpan {
  /** Where the first missing one would have opened, milliseconds since the epoch. */
  readonly from: number;
  /** Where the next candle that is there opened. */
  readonly to: number;
  readonly missing: number;
}

export interface Gaps {
  /** Missing candles of all gaps together. */
  readonly missing: number;
  /** How many gaps there are. */
  readonly count: number;
  /** The oldest hundred of them. */
  readonly spans: readonly GapSpan[];
}

const MOST_SPANS = 100;

/** Counts the candles that are missing between the first and the last. Times ascend; they need not lie on full hours or days. */
export function findGaps(time: Float64Array, timeframe: Timeframe): Gaps {
  const step = stepOf[timeframe];
  const spans: GapSpan[] = [];
  let missing = 0;
  let count = 0;
  for (let at = 1; at < time.length; at++) {
    const before = time[at - 1] ?? 0;
    const here = time[at] ?? 0;
    // Half a candle too late is none missing: some sources count from odd minutes.
    const left = Math.ceil((here - before) / step - 0.5) - 1;
    if (left <= 0) continue;
    missing += left;
    count++;
    if (spans.length < MOST_SPANS) spans.push({ from: before + step, to: here, missing: left });
  }
  return { missing, count, spans };
}
