import { describe, expect, test } from "vitest";
import { problemWords } from "@/components/blocks/problem-words";
import { retryInS } from "@/components/blocks/retry-in-s";
import { dayOfEnd, dayOfStart, toPeriod } from "@/components/blocks/to-period";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { NewsRow } from "@/lib/contracts/news";
import { countFresh } from "./count-fresh";
import { freshWords } from "./feed-bar";
import { groupFailed } from "./group-failed";
import { type KeptList, keepList, keptList } from "./kept-lists";
import { findChoices, learnChoices, noChoices } from "./news-choices";

const seen = "2026-11-20T12:00:00.000Z";
const row = (id: string, own: Partial<NewsRow> = {}): NewsRow => ({
  id,
  title: id,
  text: id,
  url: null,
  outlet: "Wire",
  source: { key: "feed-wire", name: "Wire" },
  published_at: null,
  published_precision: null,
  first_seen_at: seen,
  version: 1,
  version_at: seen,
  language: null,
  coins: [],
  sentiment: null,
  story: { id, copies: 0, outlets: ["Wire"] },
  sample: false,
  ...own,
});
const answer = (ids: readonly string[], sample = false, next: string | null = null): NewsAnswer => ({
  success: true,
  items: ids.map((id) => row(id)),
  next,
  total: ids.length,
  archive: { sample, items: 0, stories: 0, first: null, last: null, kept_at: null, sources: 1, sources_ok: 1 },
  failed: [],
});
const listOf = (first: NewsAnswer): KeptList => ({ first, items: first.items, next: first.next });

describe("what came since", () => {
  const list = listOf(answer(["c", "b", "a"]));

  test("is what stands before all that are listed", () => {
    expect(countFresh(list, answer(["e", "d", "c", "b"]))).toEqual({ count: 2, isMore: false, isOther: false });
    expect(countFresh(list, answer(["c", "b", "a"])).count).toBe(0);
    // A story that moved up from the second page, as another was folded, is no new one.
    expect(countFresh(list, answer(["c", "b", "z"])).count).toBe(0);
  });

  test("is found where it landed between those that are listed, as late items do", () => {
    expect(countFresh(list, answer(["c", "late", "b", "a"])).count).toBe(1);
    expect(countFresh(list, answer(["d", "c", "late", "b", "z"])).count).toBe(2);
  });

  test("is told as at least so many where none of the newest page is listed", () => {
    const fresh = countFresh(list, answer(["x", "y"], false, "more"));
    expect(freshWords(fresh)).toBe("2+ new stories");
    expect(freshWords(countFresh(list, answer(["x", "c"])))).toBe("1 new story");
  });

  test("real news after sample news is another list, not a longer one", () => {
    expect(freshWords(countFresh(listOf(answer(["s"], true)), answer(["r"])))).toBe("Other news has come in: show it");
  });
});

test("sources that failed alike and never answered share a line", () => {
  const failed = (source: string, detail: string, again: number | null, ok: string | null) => ({
    source,
    name: source,
    code: "unreachable" as const,
    detail,
    retry_after_s: again,
    last_ok_at: ok,
  });
  const groups = groupFailed([
    failed("a", "away", 90, null),
    failed("b", "away", 60, null),
    failed("c", "away", null, seen),
  ]);
  expect(groups).toEqual([
    { names: ["a", "b"], detail: "away", again: 60, ok: null },
    { names: ["c"], detail: "away", again: null, ok: seen },
  ]);
});

test("six lists are kept, the one that was not used for longest goes first", () => {
  const one = listOf(answer(["a"]));
  for (const key of ["1", "2", "3", "4", "5", "6"]) keepList(key, one);
  keepList("1", one);
  keepList("7", one);
  expect(["1", "2", "3", "7"].map((key) => keptList(key) !== null)).toEqual([true, false, true, true]);
});

test("choices grow with what is seen, and stay the same object where nothing is new", () => {
  const items = [row("a", { coins: [{ symbol: "ETH", start: 0, end: 1, text: "a" }], language: "fa" })];
  const mood = { coins: [{ symbol: "BTC", name: "Bitcoin", bullish: 1, neutral: 0, bearish: 0, unclear: 0 }] };
  const learned = learnChoices(noChoices, { items, failed: [] }, mood);
  expect(learned.coins.map(({ value }) => value)).toEqual(["BTC", "ETH"]);
  expect(learned.sources).toEqual([{ value: "feed-wire", label: "Wire" }]);
  expect(learned.languages).toEqual(["en", "fa"]);
  expect(learnChoices(learned, { items, failed: [] }, mood)).toBe(learned);
  expect(findChoices(learned.coins, "eth").map(({ value }) => value)).toEqual(["ETH"]);
  expect(findChoices(learned.coins, "nothing")).toEqual([]);
});

test("a stretch is days where it is whole days, else moments", () => {
  const at = Date.parse("2026-11-20T00:00:00Z");
  expect(toPeriod(at, at + 7 * 86_400_000)).toEqual({ from: "2026-11-20", to: "2026-11-26" });
  expect(toPeriod(at, at + 3_600_000)).toEqual({ from: "2026-11-20T00:00:00Z", to: "2026-11-20T01:00:00Z" });
});

test("the last day of a stretch is the one that its last moment lies in, UTC", () => {
  expect([dayOfStart("2026-11-20"), dayOfEnd("2026-11-20")]).toEqual(["2026-11-20", "2026-11-20"]);
  expect(dayOfEnd("2026-11-21T00:00:00Z")).toBe("2026-11-20");
  expect(dayOfEnd("2026-11-21T00:00:01Z")).toBe("2026-11-21");
  expect(dayOfStart("2026-11-21T01:00:00+02:00")).toBe("2026-11-20");
  expect([dayOfStart(null), dayOfEnd(null)]).toEqual([null, null]);
});

test("what is wrong with the question is not asked again; a wait is bounded", () => {
  expect(retryInS({ code: "unknown_symbol", detail: "" })).toBeNull();
  expect(retryInS({ code: "unavailable", detail: "" })).toBe(20);
  expect(retryInS({ code: "rate_limited", detail: "", retryAfterS: 3_600 })).toBe(50);
  expect(problemWords({ code: "unavailable", detail: "The `archive` is away" })).toBe("The archive is away.");
});
