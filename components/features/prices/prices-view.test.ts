import fc from "fast-check";
import { expect, test } from "vitest";
import { timeframes } from "@/lib/contracts/timeframes";
import {
  defaultView,
  formatView,
  indicatorKinds,
  MAX_COMPARED,
  type PricesView,
  parseView,
  ranges,
} from "./prices-view";

const read = (query: string): PricesView => parseView(new URLSearchParams(query));

test("an empty address is the default, and the default is an empty address", () => {
  expect(read("")).toEqual(defaultView);
  expect(formatView(defaultView)).toBe("");
});

test("all of it stands in the address, in readable words", () => {
  const view = read("?coin=ETH&with=BTC,SOL&range=1y&timeframe=4h&lines=rsi,macd&log=1&news=1&zone=local");
  expect(view).toEqual({
    symbol: "ETH",
    compare: ["BTC", "SOL"],
    range: "1y",
    timeframe: "4h",
    indicators: ["rsi", "macd"],
    log: true,
    news: true,
    zone: "local",
  });
  expect(formatView(view)).toBe("?coin=ETH&with=BTC,SOL&range=1y&timeframe=4h&lines=rsi,macd&log=1&news=1&zone=local");
  expect(read("?lines=none").indicators).toEqual([]);
  expect(formatView({ ...defaultView, indicators: [] })).toBe("?lines=none");
});

test("what cannot be read falls back; a coin is compared once and never with itself", () => {
  const view = read(`?range=3w&timeframe=9h&zone=mars&lines=moon,rsi&coin=${"x".repeat(99)}`);
  expect(view).toEqual({ ...defaultView, symbol: "x".repeat(32) });
  expect(read("?coin=btc&with=BTC,eth,ETH,,a,b,c,d,e,f").compare).toEqual(["eth", "a", "b", "c", "d"]);
});

test("every view comes back from its address", () => {
  const coin = fc.stringMatching(/^[A-Z]{2,6}$/);
  const views = fc.record({
    symbol: coin,
    compare: fc.uniqueArray(coin, { maxLength: MAX_COMPARED }),
    range: fc.constantFrom(...ranges),
    timeframe: fc.constantFrom(...timeframes),
    indicators: fc.subarray([...indicatorKinds]),
    log: fc.boolean(),
    news: fc.boolean(),
    zone: fc.constantFrom("utc" as const, "local" as const),
  });
  fc.assert(
    fc.property(views, (view) => {
      fc.pre(!view.compare.includes(view.symbol));
      expect(read(formatView(view))).toEqual(view);
    }),
  );
});
