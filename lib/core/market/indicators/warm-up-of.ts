import type { Timeframe } from "../../../contracts/market";
import { stepOf } from "../timeframe";
import { type IndicatorSpec, VWAP_PERIOD } from "./indicator-spec";

/** What is left of a seed of prices: 1e-9 of the price, though the seed may lie a hundred prices off. */
const LEFT_OF_PRICES = 1e-11;
/** Moves are a hundredth of the price, and a crash just before the window ten thousand times as great. */
const LEFT_OF_MOVES = 1e-14;

/** Smoothed steps until no more than that is left, and the seed's own numbers. */
const settled = (period: number, share: number, left: number): number =>
  period + (share < 1 ? Math.ceil(Math.log(left) / Math.log(1 - share)) : 0);
const ema = (period: number): number => settled(period, 2 / (period + 1), LEFT_OF_PRICES);

/**
 * Candles before a window that an indicator needs, so that its values inside do not depend on where the candles began: to 1e-9 of an
 * average price or true range, of the price for a MACD, of the 100 of an RSI. Where fewer are there, one computes with those.
 */
export function warmUpOf(spec: IndicatorSpec, timeframe: Timeframe): number {
  switch (spec.kind) {
    case "sma":
    case "bollinger":
      return spec.period - 1;
    case "ema":
      return ema(spec.period);
    case "rsi":
    case "atr":
      return 1 + settled(spec.period, 1 / spec.period, LEFT_OF_MOVES);
    case "macd":
      return ema(spec.slow) + ema(spec.signal);
    case "vwap":
      return stepOf[timeframe] < stepOf["1d"] ? stepOf["1d"] / stepOf[timeframe] - 1 : VWAP_PERIOD - 1;
  }
}
