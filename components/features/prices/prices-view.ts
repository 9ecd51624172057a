import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";

export const ranges = ["7d", "30d", "90d", "1y", "all"] as const;
export type Range = (typeof ranges)[number];

export const indicatorKinds = ["rsi", "macd", "bollinger", "sma", "ema", "atr", "vwap"] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

/** Coins beside the first one; more lines than these cannot be told apart. */
export const MAX_COMPARED = 5;

/** All that the page shows, as it stands in the address. */
export interface PricesView {
  readonly symbol: string;
  /** Other coins; with any, coins are compared. */
  readonly compare: readonly string[];
  readonly range: Range;
  readonly timeframe: Timeframe;
  readonly indicators: readonly IndicatorKind[];
  readonly log: boolean;
  /** Stories on the candles, and their mood below them. */
  readonly news: boolean;
  readonly zone: "utc" | "local";
}

export const defaultView: PricesView = {
  symbol: "BTC",
  compare: [],
  range: "90d",
  timeframe: "1d",
  indicators: ["rsi"],
  log: false,
  news: false,
  zone: "utc",
};

/** Days of a range; null is everything. */
export const daysOf: Readonly<Record<Range, number | null>> = { "7d": 7, "30d": 30, "90d": 90, "1y": 365, all: null };

const NONE = "none";
const pick = <Value extends string>(allowed: readonly Value[], value: string | null, fallback: Value): Value =>
  allowed.find((choice) => choice === value) ?? fallback;

/** Kept short: what is no symbol the server names so, and it is shown as it was written. */
const toSymbol = (text: string | null): string => (text ?? "").trim().slice(0, 32);
const sameCoin = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

/** Reads an address; what cannot be read falls back to the default. */
export function parseView(query: { get(name: string): string | null }): PricesView {
  const symbol = toSymbol(query.get("coin")) || defaultView.symbol;
  const compare = (query.get("with") ?? "").split(",", 20).map(toSymbol);
  const lines = query.get("lines");
  return {
    symbol,
    compare: compare
      .filter(
        (coin, at) => coin !== "" && !sameCoin(coin, symbol) && compare.findIndex((one) => sameCoin(one, coin)) === at,
      )
      .slice(0, MAX_COMPARED),
    range: pick(ranges, query.get("range"), defaultView.range),
    timeframe: pick(timeframes, query.get("timeframe"), defaultView.timeframe),
    indicators:
      lines === null ? defaultView.indicators : indicatorKinds.filter((kind) => lines.split(",", 20).includes(kind)),
    log: query.get("log") === "1",
    news: query.get("news") === "1",
    zone: pick(["utc", "local"], query.get("zone"), defaultView.zone),
  };
}

/** The shortest query that stands for a view, with its question mark; empty for the default. */
export function formatView(view: PricesView): string {
  const query = new URLSearchParams();
  if (view.symbol !== defaultView.symbol) query.set("coin", view.symbol);
  if (view.compare.length > 0) query.set("with", view.compare.join(","));
  if (view.range !== defaultView.range) query.set("range", view.range);
  if (view.timeframe !== defaultView.timeframe) query.set("timeframe", view.timeframe);
  const lines = indicatorKinds.filter((kind) => view.indicators.includes(kind)).join(",") || NONE;
  if (lines !== defaultView.indicators.join(",")) query.set("lines", lines);
  if (view.log) query.set("log", "1");
  if (view.news) query.set("news", "1");
  if (view.zone === "local") query.set("zone", view.zone);
  const text = query.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}
