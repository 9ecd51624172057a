import { expect, test } from "vitest";
import { describeNews } from "./describe-news";
import { prepareNewsMarks } from "./prepare-news-marks";
import { storyWords } from "./story-words";

const DAY = 86_400_000;
const start = Date.UTC(2026, 0, 5);
const time = Float64Array.from({ length: 4 }, (_, at) => start + at * DAY);
const on = (day: number, bullish: number, bearish: number, unclear = 0) => ({
  time: new Date(start + day * DAY).toISOString(),
  bullish,
  neutral: 0,
  bearish,
  unclear,
});
const tell = (buckets: readonly ReturnType<typeof on>[], from = start): string =>
  describeNews(prepareNewsMarks(buckets, [[from, start + 9 * DAY]], time, "1d"), time, start, "1d");

test("counts, and on how many days it leaned which way", () => {
  expect(tell([on(0, 2, 0), on(1, 0, 1), on(3, 3, 1)])).toBe(
    "News: 7 stories: 5 bullish, 2 bearish. Mood was bullish on 2 days, bearish on 1.",
  );
  expect(tell([on(0, 1, 1)])).toBe("News: 2 stories: 1 bullish, 1 bearish. Their mood leaned neither way.");
});

test("what is unclear leans nowhere, and is not said to", () => {
  expect(tell([on(0, 0, 0, 3)])).toBe("News: 3 stories: 3 unclear. Too unclear to tell their mood.");
  expect(tell([on(0, 0, 0, 1)])).toBe("News: 1 story: unclear. Too unclear to tell its mood.");
  expect(tell([on(0, 1, 1, 3)])).toBe(
    "News: 5 stories: 1 bullish, 1 bearish, 3 unclear. Their mood leaned neither way.",
  );
});

test("nothing is said as plainly", () => {
  expect(tell([])).toBe("No story about it in this time.");
  expect(tell([], start + 99 * DAY)).toBe("");
});

test("where only a part was asked for it says from when on", () => {
  expect(tell([on(2, 1, 0)], start + DAY)).toBe(
    "News since 6 Jan 2026: 1 story: bullish. Mood was bullish on 1 day, bearish on 0.",
  );
});

test("one story needs no count of its kind", () => {
  expect(storyWords({ bullish: 0, neutral: 0, bearish: 1, unclear: 0 })).toBe("1 story: bearish");
  expect(storyWords({ bullish: 0, neutral: 2, bearish: 1, unclear: 1 })).toBe(
    "4 stories: 2 neutral, 1 bearish, 1 unclear",
  );
  expect(storyWords({ bullish: 0, neutral: 0, bearish: 0, unclear: 0 })).toBe("no story");
});
