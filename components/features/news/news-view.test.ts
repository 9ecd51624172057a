import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moodIntervals } from "@/lib/contracts/news-words";
import { toNewsInput } from "./news-input";
import { defaultNewsView, formatNewsView, isFiltered, type NewsView, parseNewsView } from "./news-view";

const of = (query: string) => parseNewsView(new URLSearchParams(query));

describe("the address of the news page", () => {
  test("nothing asked for is the default, and the default is nothing", () => {
    expect(of("")).toEqual(defaultNewsView);
    expect(formatNewsView(defaultNewsView)).toBe("");
    expect(isFiltered(defaultNewsView)).toBe(false);
  });

  test("what cannot be read is not asked for", () => {
    expect(of("label=great&from=2026-02-31&to=soon&language=x&story=1&by=1m&copies=some&coin=%20&source=")).toEqual(
      defaultNewsView,
    );
  });

  test("any view that can be written is read back", () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const view: fc.Arbitrary<NewsView> = fc.record({
      q: fc.string({ maxLength: 40 }).map((text) => (text.trim() === "" ? "" : text)),
      coin: maybe(fc.constantFrom("BTC", "ETH-USD")),
      label: maybe(fc.constantFrom("bullish" as const, "neutral" as const, "bearish" as const)),
      source: maybe(fc.constantFrom("feed-one", "feed-one,dataset-two")),
      language: maybe(fc.constantFrom("en", "pt-BR")),
      from: maybe(fc.constantFrom("2026-01-31", "2026-01-31T12:00:00Z")),
      to: maybe(fc.constantFrom("2026-02-28", "2026-02-28T12:00:00.000Z")),
      copies: fc.boolean(),
      story: maybe(fc.constant("0f3a5c7e9b1d2f4a6c8e0b1d")),
      by: maybe(fc.constantFrom(...moodIntervals)),
    });
    fc.assert(
      fc.property(view, (one) => {
        expect(of(formatNewsView(one))).toEqual(one);
      }),
    );
  });

  test("what another part of the page keeps in the address stays there", () => {
    const here = new URLSearchParams("coin=ETH&candles=1d&mood=bearish");
    expect(formatNewsView({ ...parseNewsView(here), label: "bullish" }, here)).toBe(
      "?coin=ETH&label=bullish&candles=1d&mood=bearish",
    );
    expect(formatNewsView(defaultNewsView, here)).toBe("?candles=1d&mood=bearish");
  });

  test("what is open, and the length of a bar, filter nothing", () => {
    expect(isFiltered({ ...defaultNewsView, story: "0f3a5c7e9b1d2f4a6c8e0b1d", by: "1d" })).toBe(false);
    expect(isFiltered({ ...defaultNewsView, copies: true })).toBe(true);
    expect(isFiltered({ ...defaultNewsView, q: "  " })).toBe(false);
  });

  test("the API is asked for filters alone, by its own names", () => {
    expect(toNewsInput(of("q=%20etf%20&coin=BTC&label=bearish&from=2026-01-01&copies=all&by=1d"))).toEqual({
      limit: 40,
      q: "etf",
      symbol: "BTC",
      label: "bearish",
      from: "2026-01-01",
      copies: "all",
    });
  });
});
