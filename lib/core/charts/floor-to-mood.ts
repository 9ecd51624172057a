import type { MoodInterval } from "../../contracts/news-words";
import { stepOf } from "../market/timeframe";

/** The first Monday of the epoch, at which weeks are counted from. */
const MONDAY = 4 * 86_400_000;

/** Beginning of the stretch that a moment lies in, UTC; weeks begin on Monday. Milliseconds since the epoch. */
export function floorToMood(at: number, interval: MoodInterval): number {
  const step = stepOf[interval];
  const offset = interval === "1w" ? MONDAY : 0;
  return Math.floor((at - offset) / step) * step + offset;
}
