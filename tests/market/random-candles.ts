import type { Timeframe } from "../../lib/contracts/market";
import { type Candles, newCandles } from "../../lib/core/market/candles";
import { stepOf } from "../../lib/core/market/timeframe";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A walk of candles that hang together, from Thursday, 1 January 2026 on. */
export function randomCandles(length: number, seed = 1, timeframe: Timeframe = "1h", price = 100): Candles {
  const dice = createDice(seed);
  const candles = newCandles(length);
  let close = price;
  for (let i = 0; i < length; i++) {
    const open = close;
    close *= Math.exp((dice() - 0.5) * 0.03);
    candles.time[i] = Date.UTC(2026, 0, 1) + i * stepOf[timeframe];
    candles.open[i] = open;
    candles.close[i] = close;
    candles.high[i] = Math.max(open, close) * (1 + dice() * 0.01);
    candles.low[i] = Math.min(open, close) * (1 - dice() * 0.01);
    candles.volume[i] = dice() * 1_000;
  }
  return candles;
}
