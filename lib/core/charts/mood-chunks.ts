import type { MoodInterval } from "../../contracts/news-words";
import { offsetOf, stepOf } from "../market/timeframe";

/** Buckets that are asked for at once. Chunks stand still while one pans, so that what came once need not come again. */
const CHUNK = 1_000;
/** A view that is wider than these gets the newest. */
const MOST_CHUNKS = 8;

/** Length of a chunk in milliseconds. */
export const chunkMs = (interval: MoodInterval): number => CHUNK * stepOf[interval];

/** Beginnings of the chunks that a stretch of time needs (milliseconds, both ends in it), the newest first, and whether older ones are left out. */
export function moodChunks(
  [from, to]: readonly [number, number],
  interval: MoodInterval,
): { readonly starts: readonly number[]; readonly isCut: boolean } {
  const [length, offset] = [chunkMs(interval), offsetOf(interval)];
  const [first, last] = [Math.floor((from - offset) / length), Math.floor((to - offset) / length)];
  const many = Math.min(MOST_CHUNKS, last - first + 1);
  return {
    starts: Array.from({ length: Math.max(0, many) }, (_, nth) => (last - nth) * length + offset),
    isCut: last - first + 1 > many,
  };
}
