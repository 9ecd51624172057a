import {
  type Benchmark,
  benchmarks,
  type StudyClock,
  type StudyTimeframe,
  studyClocks,
  studyTimeframes,
} from "@/lib/contracts/news-words";
import type { Label } from "@/lib/contracts/verdict";

export const moods = ["bullish", "neutral", "bearish"] as const satisfies readonly Label[];

/** All that the panel shows, as it stands in the address: in words of its own, beside those of the page that it is on. */
export interface StudyView {
  readonly symbol: string;
  readonly timeframe: StudyTimeframe;
  /** Null: the server's choice, BTC, or the basket where the coin is BTC. */
  readonly against: Benchmark | null;
  readonly clock: StudyClock;
  /** Which stories are shown; all are studied together. */
  readonly label: Label;
}

export const defaultView: StudyView = {
  symbol: "BTC",
  timeframe: "1h",
  against: null,
  clock: "first_seen",
  label: "bullish",
};

const names = { symbol: "coin", timeframe: "candles", against: "against", clock: "clock", label: "mood" } as const;

const pick = <Value extends string, Other>(allowed: readonly Value[], value: string | null, other: Other) =>
  allowed.find((choice) => choice === value) ?? other;

/** Reads an address; what cannot be read falls back to the default. */
export function parseStudyView(query: { get(name: string): string | null }): StudyView {
  return {
    symbol: (query.get(names.symbol) ?? "").trim().slice(0, 32) || defaultView.symbol,
    timeframe: pick(studyTimeframes, query.get(names.timeframe), defaultView.timeframe),
    against: pick(benchmarks, query.get(names.against), null),
    clock: pick(studyClocks, query.get(names.clock), defaultView.clock),
    label: pick(moods, query.get(names.label), defaultView.label),
  };
}

/** Writes a view into an address that may hold more; what is default is left out, but for a coin: that narrows the stories too. */
export function writeStudyView(view: StudyView, query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const key of ["symbol", "timeframe", "against", "clock", "label"] as const) {
    const value = view[key];
    const isShared = key === "symbol" && next.has(names[key]);
    if (value === null || (value === defaultView[key] && !isShared)) next.delete(names[key]);
    else next.set(names[key], value);
  }
  return next;
}
