import { type Timeframe, timeframes } from "../../contracts/timeframes";

const MINUTE = 60_000;

/** Length of a candle in milliseconds. */
export const stepOf: Readonly<Record<Timeframe, number>> = {
  "1m": MINUTE,
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
  "1w": 10_080 * MINUTE,
};

/** The epoch began on a Thursday; weeks begin on Monday. */
const MONDAY = 4 * stepOf["1d"];

/** How far the first candle of this length after the epoch opened from it. */
export const offsetOf = (timeframe: Timeframe): number => (timeframe === "1w" ? MONDAY : 0);

/** Opening of the candle that `at` falls into. Days begin at midnight UTC, weeks on Monday. */
export function openingOf(at: number, timeframe: Timeframe): number {
  const offset = offsetOf(timeframe);
  return Math.floor((at - offset) / stepOf[timeframe]) * stepOf[timeframe] + offset;
}

/** Opening of the first candle put together from shorter ones that begin at `first`: one that they cover in full. */
export function firstOpening(first: number, from: Timeframe, to: Timeframe): number {
  const opening = openingOf(first, to);
  return from === to || opening === first ? first : opening + stepOf[to];
}

/** Whether candles of one length can be put together from those of another. */
export const isMadeOf = (timeframe: Timeframe, from: Timeframe): boolean => stepOf[timeframe] % stepOf[from] === 0;

/** The timeframe itself where there is one, else the longest of which it can be made; null where all are too long. */
export function bestSource(timeframe: Timeframe, there: readonly Timeframe[]): Timeframe | null {
  return timeframes.filter((from) => there.includes(from) && isMadeOf(timeframe, from)).at(-1) ?? null;
}
