import { type Candles, newCandles } from "../candles";
import type { IndicatorLines } from "./indicator-spec";

/** Greater numbers are no prices, and their squares would be infinite. */
const GREATEST = 1e100;

/**
 * Computes an indicator over the candles whose columns are all numbers, and puts its lines back to their places: NaN at a candle that
 * could not be read, and what follows goes on with what was there before it.
 */
export function skipGaps(
  candles: Candles,
  columns: readonly (keyof Candles)[],
  compute: (whole: Candles) => IndicatorLines,
): IndicatorLines {
  const places = readablePlaces(candles, columns);
  if (places === null) return compute(candles);
  const whole = newCandles(places.length);
  for (const column of columns) {
    const [from, to] = [candles[column], whole[column]];
    for (let at = 0; at < places.length; at++) to[at] = from[places[at] ?? 0] ?? 0;
  }
  const lines = compute(whole);
  const spread = (line: Float64Array): Float64Array => {
    const all = new Float64Array(candles.time.length).fill(Number.NaN);
    for (let at = 0; at < places.length; at++) all[places[at] ?? 0] = line[at] ?? Number.NaN;
    return all;
  };
  return lines instanceof Float64Array
    ? spread(lines)
    : Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, spread(line)]));
}

const isReadable = (value: number | undefined): boolean => Math.abs(value ?? Number.NaN) <= GREATEST;

/** Null: all of them. */
function readablePlaces(candles: Candles, columns: readonly (keyof Candles)[]): Uint32Array | null {
  if (columns.every((column) => allReadable(candles[column]))) return null;
  const places = new Uint32Array(candles.time.length);
  let count = 0;
  for (let at = 0; at < places.length; at++) {
    if (columns.every((column) => isReadable(candles[column][at]))) places[count++] = at;
  }
  return places.subarray(0, count);
}

function allReadable(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (!isReadable(values[at])) return false;
  return true;
}
