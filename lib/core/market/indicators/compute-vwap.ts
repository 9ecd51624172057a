import type { Timeframe } from "../../../contracts/market";
import type { Candles } from "../candles";
import { stepOf } from "../timeframe";
import { VWAP_PERIOD } from "./indicator-spec";
import { sumWindow } from "./sum-window";

const DAY = stepOf["1d"];

/**
 * Volume-weighted average of the typical price, (high + low + close) / 3. Where candles are shorter than a day it begins anew each day at
 * midnight UTC, as charts have it, and there is a value from the first candle on. Where they are a day or longer such a day would hold
 * one candle: then it rolls over the last 20, with the first value at place 19. Where nothing was traded it is the typical price itself.
 */
export function computeVwap(candles: Candles, timeframe: Timeframe): Float64Array {
  return stepOf[timeframe] < DAY ? sinceMidnight(candles) : rolling(candles);
}

const typicalOf = ({ high, low, close }: Candles, at: number): number =>
  ((high[at] ?? 0) + (low[at] ?? 0) + (close[at] ?? 0)) / 3;

function sinceMidnight(candles: Candles): Float64Array {
  const averages = new Float64Array(candles.close.length);
  let paid = 0;
  let coins = 0;
  let midnight = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < averages.length; i++) {
    const at = candles.time[i] ?? 0;
    if (at >= midnight) {
      midnight = (Math.floor(at / DAY) + 1) * DAY;
      paid = 0;
      coins = 0;
    }
    const price = typicalOf(candles, i);
    const volume = candles.volume[i] ?? 0;
    paid += price * volume;
    coins += volume;
    averages[i] = coins === 0 ? price : paid / coins;
  }
  return averages;
}

function rolling(candles: Candles): Float64Array {
  const paid = new Float64Array(candles.close.length);
  for (let i = 0; i < paid.length; i++) paid[i] = typicalOf(candles, i) * (candles.volume[i] ?? 0);
  const averages = sumWindow(paid, VWAP_PERIOD);
  const coins = sumWindow(candles.volume, VWAP_PERIOD);
  for (let i = VWAP_PERIOD - 1; i < averages.length; i++) {
    averages[i] = coins[i] === 0 ? typicalOf(candles, i) : (averages[i] ?? 0) / (coins[i] ?? 0);
  }
  return averages;
}
