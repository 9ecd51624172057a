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
  const whole: { -readonly [Column in keyof Candles]: Float64Array } = newCandles(0);
  for (const column of columns) whole[column] = pick(candles[column], places);
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

function pick(values: Float64Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = values[places[at] ?? 0] ?? 0;
  return picked;
}

const isReadable = (value: number | undefined): boolean => Math.abs(value ?? Number.NaN) <= GREATEST;

/** Null: all of them. */
function readablePlaces(candles: Candles, columns: readonly (keyof Candles)[]): Uint32Array | null {
  if (columns.every((column) => allReadable(candles[column]))) return null;
  const length = candles.time.length;
  const bad = new Uint8Array(length);
  let count = length;
  for (const column of columns) {
    const values = candles[column];
    for (let at = 0; at < length; at++) {
      if (isReadable(values[at]) || bad[at] === 1) continue;
      bad[at] = 1;
      count--;
    }
  }
  const places = new Uint32Array(count);
  for (let at = 0, next = 0; at < length; at++) if (bad[at] === 0) places[next++] = at;
  return places;
}

function allReadable(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (!isReadable(values[at])) return false;
  return true;
}
