import type { Candles } from "../../lib/core/market/candles";
import type { IndicatorSpec } from "../../lib/core/market/indicators/indicator-spec";

/** Null: not enough to go by. */
type Line = readonly (number | null)[];
type Lines = Readonly<Record<string, Line>>;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const present = (value: number | null | undefined): number => {
  if (value === null || value === undefined) throw new Error("nothing here");
  return value;
};

/** A function of the last `period` values at each place. */
const rolling = (values: readonly number[], period: number, of: (window: readonly number[]) => number): Line =>
  values.map((_, i) => (i < period - 1 ? null : of(values.slice(i - period + 1, i + 1))));

/** Weighted mean over all that was, written out: the seed fades by (1 - share) with each step. */
const faded = (values: readonly number[], period: number, share: number): Line => {
  const line: (number | null)[] = [];
  for (const [i, value] of values.entries()) {
    if (i < period - 1) line.push(null);
    else if (i === period - 1) line.push(mean(values.slice(0, period)));
    else line.push((1 - share) * present(line[i - 1]) + share * value);
  }
  return line;
};

const ema = (values: readonly number[], period: number): Line => faded(values, period, 2 / (period + 1));
const minus = (one: Line, other: Line): Line =>
  one.map((value, i) => (value === null || other[i] == null ? null : value - present(other[i])));

function rsi(close: readonly number[], period: number): Line {
  const moves = close.slice(1).map((value, i) => value - present(close[i]));
  const gains = faded(
    moves.map((move) => Math.max(move, 0)),
    period,
    1 / period,
  );
  const losses = faded(
    moves.map((move) => Math.max(-move, 0)),
    period,
    1 / period,
  );
  const index = gains.map((gain, i) => {
    if (gain === null) return null;
    const loss = present(losses[i]);
    if (gain === 0 && loss === 0) return 50;
    return loss === 0 ? 100 : 100 - 100 / (1 + gain / loss);
  });
  return [null, ...index];
}

const typical = ({ high, low, close }: Candles): readonly number[] =>
  [...close].map((value, i) => (present(high[i]) + present(low[i]) + value) / 3);

function vwap(candles: Candles, daily: boolean): Line {
  const prices = typical(candles);
  const days = [...candles.time].map((at) => new Date(at).toISOString().slice(0, 10));
  return prices.map((price, i) => {
    if (daily && i < 19) return null;
    const places = prices
      .map((_, place) => place)
      .filter((place) => (daily ? place > i - 20 && place <= i : place <= i && days[place] === days[i]));
    const coins = sum(places.map((place) => present(candles.volume[place])));
    return coins === 0
      ? price
      : sum(places.map((place) => present(prices[place]) * present(candles.volume[place]))) / coins;
  });
}

/** Every indicator straight from its formula, slow and plain. One line is called "line". */
export function naiveIndicator(spec: IndicatorSpec, candles: Candles, daily: boolean): Lines {
  const close = [...candles.close];
  switch (spec.kind) {
    case "sma":
      return { line: rolling(close, spec.period, mean) };
    case "ema":
      return { line: ema(close, spec.period) };
    case "rsi":
      return { line: rsi(close, spec.period) };
    case "atr": {
      const ranges = close.map((_, i) => {
        const [high, low] = [present(candles.high[i]), present(candles.low[i])];
        if (i === 0) return high - low;
        const before = present(close[i - 1]);
        return Math.max(high - low, Math.abs(high - before), Math.abs(low - before));
      });
      return { line: faded(ranges, spec.period, 1 / spec.period) };
    }
    case "macd": {
      const macd = minus(ema(close, spec.fast), ema(close, spec.slow));
      const there = macd.filter((value) => value !== null);
      const blank: Line = macd.filter((value) => value === null);
      const signal = [...blank, ...ema(there, spec.signal)];
      return { macd, signal, histogram: minus(macd, signal) };
    }
    case "bollinger": {
      const middle = rolling(close, spec.period, mean);
      const deviation = rolling(close, spec.period, (window) =>
        Math.sqrt(mean(window.map((value) => (value - mean(window)) ** 2))),
      );
      const band = (sign: number): Line =>
        middle.map((value, i) => (value === null ? null : value + sign * spec.multiplier * present(deviation[i])));
      return { upper: band(1), middle, lower: band(-1) };
    }
    case "vwap":
      return { line: vwap(candles, daily) };
  }
}
