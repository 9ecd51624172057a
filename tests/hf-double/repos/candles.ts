import { createRandom, hashText } from "../engine/random";

export const symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"] as const;
export type Pair = (typeof symbols)[number];

const MINUTE = 60_000;
export const timeframes = {
  "5m": 5 * MINUTE,
  "15m": 15 * MINUTE,
  "30m": 30 * MINUTE,
  "1h": 60 * MINUTE,
  "2h": 120 * MINUTE,
  "4h": 240 * MINUTE,
  "6h": 360 * MINUTE,
  "8h": 480 * MINUTE,
  "12h": 720 * MINUTE,
  "1d": 1_440 * MINUTE,
} as const;
export type Timeframe = keyof typeof timeframes;

const START: Readonly<Record<Pair, number>> = { BTCUSDT: 64_000, ETHUSDT: 3_100, SOLUSDT: 150, XRPUSDT: 0.62 };
const ROWS = 240;

/** From when to when candles go. */
export interface History {
  /** Just before it the last one closed, in milliseconds. */
  readonly end: number;
  /** Where they ended at first: those of before stay as they were. */
  readonly since: number;
  /** How many there were then. */
  readonly rows: number;
}

export const historyTo = (end: number): History => ({ end, since: end, rows: ROWS });

export interface Candle {
  readonly openTime: number;
  readonly closeTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly trades: number;
}

/** Made-up candles, oldest first. The same arguments give the same, and a later end the same and more. */
export function makeCandles(symbol: Pair, timeframe: Timeframe, { end, since, rows }: History): Candle[] {
  const random = createRandom(hashText(`${symbol}${timeframe}`));
  const step = timeframes[timeframe];
  const spread = 0.0015 * Math.sqrt(step / (5 * MINUTE));
  const round = (value: number): number => Number(value.toPrecision(7));
  const candles: Candle[] = [];
  let price = START[symbol];
  const count = rows + Math.floor((end - since) / step);
  for (let index = count; index > 0; index--) {
    const open = round(price);
    const close = round(price * (1 + (random() - 0.495) * 2 * spread));
    const high = round(Math.max(open, close) * (1 + random() * spread));
    const low = round(Math.min(open, close) * (1 - random() * spread));
    const openTime = end - index * step;
    const volume = round(50 + random() * 900);
    candles.push({
      openTime,
      closeTime: openTime + step - 1,
      open,
      high,
      low,
      close,
      volume,
      trades: Math.round(volume * 40),
    });
    price = close;
  }
  return candles;
}
