import { expect, test } from "vitest";
import { MAX_MOOD_BUCKETS } from "../../contracts/limits";
import { moodIntervals } from "../../contracts/news-words";
import { openingOf, stepOf } from "../market/timeframe";
import { chunkMs, moodChunks } from "./mood-chunks";

const HOUR = 3_600_000;
const at = Date.UTC(2026, 0, 7, 11);

test("a chunk begins where a bucket begins, and holds no more than may be asked", () => {
  for (const interval of moodIntervals) {
    const { starts } = moodChunks([at, at], interval);
    expect(starts).toHaveLength(1);
    expect(openingOf(starts[0] ?? 0, interval)).toBe(starts[0]);
    expect(chunkMs(interval) / stepOf[interval]).toBeLessThanOrEqual(MAX_MOOD_BUCKETS);
  }
});

test("panning within a chunk asks for the same one; the newest comes first", () => {
  const begin = moodChunks([at, at], "1h").starts[0] ?? 0;
  expect(moodChunks([begin, begin + 999 * HOUR], "1h").starts).toEqual([begin]);
  expect(moodChunks([begin - HOUR, begin], "1h").starts).toEqual([begin, begin - 1_000 * HOUR]);
});

test("a view of years gets the newest and says that it is cut", () => {
  const wide = moodChunks([at - 50_000 * HOUR, at], "1h");
  expect([wide.starts.length, wide.isCut]).toEqual([8, true]);
  expect(wide.starts[0]).toBeLessThanOrEqual(at);
  expect(moodChunks([at - 500 * HOUR, at], "1h").isCut).toBe(false);
});
