import { describe, expect, test } from "vitest";
import { readingWords } from "@/components/blocks/reading-words";
import { ageOf, toldWords } from "@/components/blocks/story-times";
import type { NewsRow } from "@/lib/contracts/news";
import { safeLink } from "./safe-link";

const seen = "2026-11-20T12:00:00.000Z";
const verdict: NonNullable<NewsRow["sentiment"]> = {
  label: "bullish",
  confidence: 0.82,
  scores: { bullish: 0.82, neutral: 0.1, bearish: 0.08 },
  engine: "embedded_model",
  model: "barometer-sentiment",
  abstained: false,
  abstained_because: null,
  calibrated: true,
  reasons: [],
  explained_by: null,
  model_revision: "v1",
  dtype: "int8",
  scored_at: seen,
};

describe("how old a story is", () => {
  const told = (at: string | null, precision: NewsRow["published_precision"]) =>
    ageOf({ published_at: at, published_precision: precision, first_seen_at: seen });

  test("since it was published, where that is told to the day", () => {
    expect(told("2026-11-20T09:30:00.000Z", "minute")).toEqual({
      at: Date.parse("2026-11-20T09:30:00Z"),
      rough: null,
      dateTime: "2026-11-20T09:30:00.000Z",
      title: "published 2026-11-20 09:30 UTC; first seen 2026-11-20 12:00 UTC",
    });
    expect(told("2026-11-18T00:00:00.000Z", "day")).toMatchObject({ dateTime: "2026-11-18" });
  });

  test("a year is told as a year, and no age is made of it", () => {
    expect(told("2018-01-01T00:00:00.000Z", "year")).toMatchObject({ at: null, rough: "2018", dateTime: "2018" });
    expect(told("2018-03-01T00:00:00.000Z", "month")).toMatchObject({ rough: "March 2018", dateTime: "2018-03" });
    expect(toldWords("2018-01-01T00:00:00.000Z", "year")).toBe("2018, day not known");
    expect(toldWords("2018-03-04T00:00:00.000Z", "day")).toBe("4 Mar 2018, hour not known");
  });

  test("since it was seen, where nothing is told or the source is ahead of its time", () => {
    expect(told(null, null)).toMatchObject({ at: Date.parse(seen), title: expect.stringContaining("tells no time") });
    const ahead = told("2026-12-24T00:00:00.000Z", "second");
    expect(ahead.at).toBe(Date.parse(seen));
    expect(ahead.title).toContain("the source says published 2026-12-24 00:00 UTC");
  });
});

describe("what was read", () => {
  test("a label with its level; how far to trust it", () => {
    expect(readingWords({ sentiment: verdict, language: "en" })).toEqual({
      sign: "bullish",
      word: "bullish",
      level: "82%",
      told: "82%: right about 8 times in 10 at this level.",
    });
    expect(readingWords({ sentiment: { ...verdict, calibrated: false }, language: "en" }).told).toBe(
      "82% by the model’s own scale.",
    );
  });

  test("an abstained verdict is unclear, with the reason and without a number beside it", () => {
    const unclear = { ...verdict, abstained: true, abstained_because: "other_language" as const };
    expect(readingWords({ sentiment: unclear, language: "fa" })).toMatchObject({
      word: "unclear",
      level: "",
      told: "Unclear: the text is in Persian; only English is read so far.",
    });
  });

  test("what nobody could read says so", () => {
    expect(readingWords({ sentiment: null, language: null }).word).toBe("not read");
  });
});

test.each([
  ["https://example.com/a", "https://example.com/a"],
  ["http://example.com", "http://example.com"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["https://me:secret@example.com/", null],
  ["//example.com", null],
  [null, null],
])("%s may be followed: %s", (url, link) => {
  expect(safeLink(url)).toBe(link);
});
