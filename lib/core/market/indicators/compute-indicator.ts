import type { Timeframe } from "../../../contracts/market";
import type { Candles } from "../candles";
import { computeAtr } from "./compute-atr";
import { computeBollinger } from "./compute-bollinger";
import { computeEma } from "./compute-ema";
import { computeMacd } from "./compute-macd";
import { computeRsi } from "./compute-rsi";
import { computeSma } from "./compute-sma";
import { computeVwap } from "./compute-vwap";
import type { IndicatorLines, IndicatorSpec } from "./indicator-spec";
import { skipGaps } from "./skip-gaps";

const columnsOf = {
  sma: ["close"],
  ema: ["close"],
  rsi: ["close"],
  macd: ["close"],
  bollinger: ["close"],
  atr: ["high", "low", "close"],
  vwap: ["time", "high", "low", "close", "volume"],
} as const satisfies Readonly<Record<IndicatorSpec["kind"], readonly (keyof Candles)[]>>;

/**
 * Computes an indicator for each candle, oldest first. NaN where there is not enough to go by yet (each function names its first place)
 * and at candles that hold no number, which the others pass over; never infinite, and never NaN anywhere else.
 * A macd gives { macd, signal, histogram }, bollinger { upper, middle, lower }, all others one line.
 * Candles that are missing are not made up: a period counts candles that are there.
 */
export function computeIndicator(spec: IndicatorSpec, candles: Candles, timeframe: Timeframe): IndicatorLines {
  return skipGaps(candles, columnsOf[spec.kind], (whole) => {
    switch (spec.kind) {
      case "sma":
        return computeSma(whole.close, spec.period);
      case "ema":
        return computeEma(whole.close, spec.period);
      case "rsi":
        return computeRsi(whole.close, spec.period);
      case "atr":
        return computeAtr(whole, spec.period);
      case "macd":
        return computeMacd(whole.close, spec);
      case "bollinger":
        return computeBollinger(whole.close, spec.period, spec.multiplier);
      case "vwap":
        return computeVwap(whole, timeframe);
    }
  });
}
