/** An indicator with its numbers; `name` is how it is written in full. Periods are counted in candles. */
export type IndicatorSpec =
  | { readonly kind: "sma" | "ema" | "rsi" | "atr"; readonly name: string; readonly period: number }
  | {
      readonly kind: "macd";
      readonly name: string;
      readonly fast: number;
      readonly slow: number;
      readonly signal: number;
    }
  | {
      readonly kind: "bollinger";
      readonly name: string;
      readonly period: number;
      /** Deviations between the middle and each band. */
      readonly multiplier: number;
    }
  | { readonly kind: "vwap"; readonly name: string };

/** One number for each candle, NaN where there is none; several such lines by name for macd and bollinger. */
export type IndicatorLines = Float64Array | Readonly<Record<string, Float64Array>>;

export const MAX_PERIOD = 500;

/** Candles of the rolling VWAP, where candles are a day or longer. */
export const VWAP_PERIOD = 20;
