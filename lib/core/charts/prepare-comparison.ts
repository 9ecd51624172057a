import type { Timeframe } from "../../contracts/market";
import { placeOf } from "../market/candles";
import { stepOf } from "../market/timeframe";

/** Closes of one coin; times ascend, milliseconds since the epoch. */
export interface PriceLine {
  readonly symbol: string;
  readonly time: Float64Array;
  readonly close: Float64Array;
}

/** With opens too: a comparison begins with one. */
export interface OpenedLine extends PriceLine {
  readonly open: Float64Array;
}

/** One time of the chart, with a value for each coin in their order; null where it has no candle: a gap. */
interface ComparisonPoint {
  readonly time: number;
  readonly values: readonly (number | null)[];
}

export interface Comparison {
  readonly symbols: readonly string[];
  readonly points: readonly ComparisonPoint[];
  /** The first time that all have, where each opens at 100; null where they have none, and there are no points. */
  readonly from: number | null;
  /** The last value of each less 100: its change in per cent. */
  readonly changes: readonly (number | null)[];
}

const BASE = 100;
const MOST_POINTS = 300;

/**
 * Decides what a comparison of coins shows: closes in the order of time, of each coin in hundredths of its open at the first time that
 * all have a candle. First open to last close is what `price_change` and the sums of a range take: they agree. Where there is no
 * room for all points, the highest and the lowest of each coin in each stretch stay, and the first and the last. Where candles are
 * missing from all of them, one point without any value breaks the lines. `most` must be at least twice the coins and three.
 */
export function prepareComparison(lines: readonly OpenedLine[], timeframe: Timeframe, most = MOST_POINTS): Comparison {
  const symbols = lines.map(({ symbol }) => symbol);
  const rows = alignRows(lines);
  const start = rows.findIndex(({ values }) => values.length > 0 && values.every((value) => value !== null));
  const begin = rows[start];
  if (begin === undefined) return { symbols, points: [], from: null, changes: lines.map(() => null) };
  const bases = lines.map((line, of) => openAt(line, begin.time) ?? begin.values[of] ?? 1);
  const points = rows.slice(start).map(({ time, values }) => ({
    time,
    values: values.map((value, of) => (value === null ? null : BASE * (value / (bases[of] ?? 1)))),
  }));
  const changes = symbols.map((_, of) => {
    const last = points.findLast(({ values }) => typeof values[of] === "number")?.values[of];
    return typeof last === "number" ? last - BASE : null;
  });
  const broken = breakLines(points, stepOf[timeframe], most);
  return { symbols, points: thin(broken, symbols.length, most), from: points[0]?.time ?? null, changes };
}

/** Null where the price is none. */
function openAt({ time, open }: OpenedLine, at: number): number | null {
  const price = open[placeOf(time, at)] ?? 0;
  return price > 0 && Number.isFinite(price) ? price : null;
}

/** A row for each time that any of them has. */
function alignRows(lines: readonly PriceLine[]): ComparisonPoint[] {
  const places = lines.map(() => 0);
  const rows: ComparisonPoint[] = [];
  for (;;) {
    const time = Math.min(...lines.map((line, of) => line.time[places[of] ?? 0] ?? Number.POSITIVE_INFINITY));
    if (time === Number.POSITIVE_INFINITY) return rows;
    const values = lines.map((line, of) => {
      const place = places[of] ?? 0;
      if (line.time[place] !== time) return null;
      places[of] = place + 1;
      const close = line.close[place] ?? 0;
      return close > 0 && Number.isFinite(close) ? close : null;
    });
    rows.push({ time, values });
  }
}

/** Puts a point without values into gaps of all coins, but for those too short to be seen. */
function breakLines(points: readonly ComparisonPoint[], step: number, most: number): readonly ComparisonPoint[] {
  const span = (points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0);
  const seen = Math.max(1.5 * step, span / most);
  return points.flatMap((point, at) => {
    const before = points[at - 1]?.time ?? point.time;
    if (point.time - before <= seen) return [point];
    return [{ time: before + step, values: point.values.map(() => null) }, point];
  });
}

/** At most so many points: of each stretch those where a coin is highest or lowest, and the first break. */
function thin(points: readonly ComparisonPoint[], coins: number, most: number): readonly ComparisonPoint[] {
  if (points.length <= most) return points;
  const stretches = Math.max(1, Math.floor((most - 2) / (2 * coins + 1)));
  const chosen = new Set([0, points.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    for (let of = 0; of < coins; of++) {
      for (const place of extremes(points, of, from, to)) chosen.add(place);
    }
    const gap = points.slice(from, to).findIndex(({ values }) => values.every((value) => value === null));
    if (gap >= 0) chosen.add(from + gap);
  }
  return [...chosen].sort((one, other) => one - other).flatMap((place) => points[place] ?? []);
}

/** Places of the lowest and the highest value of a coin; none where it has no value there. */
function extremes(points: readonly ComparisonPoint[], of: number, from: number, to: number): readonly number[] {
  let [lowest, highest] = [-1, -1];
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let place = from; place < to; place++) {
    const value = points[place]?.values[of] ?? null;
    if (value === null) continue;
    if (value < least) [least, lowest] = [value, place];
    if (value > greatest) [greatest, highest] = [value, place];
  }
  return lowest < 0 ? [] : [lowest, highest];
}
