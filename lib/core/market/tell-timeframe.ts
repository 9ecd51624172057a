import { type Timeframe, timeframes } from "../../contracts/timeframes";
import { stepOf } from "./timeframe";

/** Below so many distances the most frequent one proves little. */
const PROOF = 10;

const words = (ms: number): string => {
  const units = [
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
    [1_000, "second"],
  ] as const;
  const [size, unit] = units.find(([size]) => ms % size === 0) ?? [1, "millisecond"];
  return `${ms / size} ${unit}${ms / size === 1 ? "" : "s"}`;
};

/**
 * Timeframe of candles by the most frequent distance between them (the shorter of two that are as frequent), or why there is none.
 *
 * @param distance milliseconds; null where there are less than two candles
 * @param distances how many there are in all
 * @param wanted what the file's name says; null where it says nothing
 */
export function tellTimeframe(
  distance: number | null,
  distances: number,
  wanted: Timeframe | null,
): { readonly timeframe: Timeframe } | { readonly reason: string } {
  if (distance === null) {
    return wanted ? { timeframe: wanted } : { reason: "one candle does not say how long it is" };
  }
  if (wanted) {
    const step = stepOf[wanted];
    // A few candles with gaps between them: any multiple may be the most frequent.
    const agrees = distance === step || (distances < PROOF && distance % step === 0);
    if (agrees) return { timeframe: wanted };
    return { reason: `its candles are ${words(distance)} apart, not ${words(step)}` };
  }
  const timeframe = timeframes.find((name) => stepOf[name] === distance);
  return timeframe ? { timeframe } : { reason: `its candles are ${words(distance)} apart: no timeframe that is known` };
}
