import { MAX_SEARCH } from "@/lib/contracts/limits";
import { type MoodInterval, moodIntervals } from "@/lib/contracts/news-words";
import type { Label } from "@/lib/contracts/verdict";

/** All that the page shows, as it stands in the address; null where nothing is asked for. */
export interface NewsView {
  readonly q: string;
  readonly coin: string | null;
  readonly label: Label | null;
  /** Keys of sources, with commas between. */
  readonly source: string | null;
  readonly language: string | null;
  /** A day or a time, as the API takes it; a last day counts whole. */
  readonly from: string | null;
  readonly to: string | null;
  /** Every item, where else a story is told once. */
  readonly copies: boolean;
  /** The story that is open. */
  readonly story: string | null;
  /** Length of a bar of the mood strip; null: as fits the time. */
  readonly by: MoodInterval | null;
}

export const defaultNewsView: NewsView = {
  q: "",
  coin: null,
  label: null,
  source: null,
  language: null,
  from: null,
  to: null,
  copies: false,
  story: null,
  by: null,
};

const labelKeys = ["bullish", "neutral", "bearish"] as const satisfies readonly Label[];
const LANGUAGE = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))?$/;

const pick = <Value extends string>(allowed: readonly Value[], value: string | null): Value | null =>
  allowed.find((choice) => choice === value) ?? null;
const short = (value: string | null, most: number): string | null => (value ?? "").trim().slice(0, most) || null;
const fits = (value: string | null, pattern: RegExp): string | null =>
  value !== null && pattern.test(value) ? value : null;
const toMoment = (value: string | null): string | null => {
  const moment = fits(value, MOMENT);
  return moment !== null && isMoment(moment) ? moment : null;
};

/** The 31st of February is none, though a clock would make it one of March. */
function isMoment(moment: string): boolean {
  const at = Date.parse(moment);
  const day = Date.parse(moment.slice(0, 10));
  return Number.isFinite(at) && Number.isFinite(day) && new Date(day).toISOString().startsWith(moment.slice(0, 10));
}

/** Reads an address; what cannot be read is not asked for. */
export function parseNewsView(query: { get(name: string): string | null }): NewsView {
  return {
    q: (query.get("q") ?? "").slice(0, MAX_SEARCH),
    coin: short(query.get("coin"), 32),
    label: pick(labelKeys, query.get("label")),
    source: short(query.get("source"), 200),
    language: fits(query.get("language"), LANGUAGE),
    from: toMoment(query.get("from")),
    to: toMoment(query.get("to")),
    copies: query.get("copies") === "all",
    story: fits(query.get("story"), /^[0-9a-f]{24}$/),
    by: pick(moodIntervals, query.get("by")),
  };
}

const ownKeys = ["q", "coin", "label", "source", "language", "from", "to", "copies", "by", "story"];

/** The shortest query that stands for a view, with its question mark; empty for the default. What others keep in `beside` stays. */
export function formatNewsView(view: NewsView, beside: Iterable<[string, string]> = []): string {
  const query = new URLSearchParams();
  if (view.q.trim() !== "") query.set("q", view.q);
  for (const key of ["coin", "label", "source", "language", "from", "to"] as const) {
    const value = view[key];
    if (value !== null) query.set(key, value);
  }
  if (view.copies) query.set("copies", "all");
  if (view.by !== null) query.set("by", view.by);
  if (view.story !== null) query.set("story", view.story);
  for (const [key, value] of beside) if (!ownKeys.includes(key)) query.append(key, value);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

/** Filters that are on, in the order of the bar above the stories. */
export const filterKeys = ["q", "coin", "label", "source", "language", "from", "to", "copies"] as const;

export const isFiltered = (view: NewsView): boolean =>
  filterKeys.some((key) => (key === "q" ? view.q.trim() !== "" : view[key] !== defaultNewsView[key]));
