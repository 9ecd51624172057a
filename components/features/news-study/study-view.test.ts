import fc from "fast-check";
import { expect, test } from "vitest";
import { benchmarks, studyClocks, studyTimeframes } from "@/lib/contracts/news-words";
import { defaultView, moods, parseStudyView, type StudyView, writeStudyView } from "./study-view";

const read = (query: string): StudyView => parseStudyView(new URLSearchParams(query));

test("an empty address is the default, and the default adds nothing to an address", () => {
  expect(read("")).toEqual(defaultView);
  expect(String(writeStudyView(defaultView, new URLSearchParams("tab=study")))).toBe("tab=study");
});

test("what is not of this panel stays in the address", () => {
  const view = { ...defaultView, symbol: "ETH", timeframe: "1d", label: "bearish" } as const;
  expect(String(writeStudyView(view, new URLSearchParams("tab=study&label=neutral&mood=neutral")))).toBe(
    "tab=study&label=neutral&mood=bearish&coin=ETH&candles=1d",
  );
});

test("the coin is shared with the stories: it is changed, and never taken away", () => {
  const write = (view: StudyView, query: string) => String(writeStudyView(view, new URLSearchParams(query)));
  expect(write({ ...read("coin=ETH"), symbol: "BTC" }, "tab=study&coin=ETH")).toBe("tab=study&coin=BTC");
  expect(write({ ...read("coin=BTC"), timeframe: "1d" }, "tab=study&coin=BTC")).toBe("tab=study&coin=BTC&candles=1d");
});

test("what cannot be read falls back", () => {
  expect(read(`?coin=${"x".repeat(99)}&candles=4h&against=moon&clock=never&mood=sad`)).toEqual({
    ...defaultView,
    symbol: "x".repeat(32),
  });
});

test("every view comes back from its address", () => {
  const views = fc.record({
    symbol: fc.stringMatching(/^[A-Z]{2,6}$/),
    timeframe: fc.constantFrom(...studyTimeframes),
    against: fc.constantFrom(null, ...benchmarks),
    clock: fc.constantFrom(...studyClocks),
    label: fc.constantFrom(...moods),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(parseStudyView(writeStudyView(view, new URLSearchParams("tab=study")))).toEqual(view);
    }),
  );
});
