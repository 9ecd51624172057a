import { describe, expect, test } from "vitest";
import { fakeCandleSource } from "../../tests/fakes/fake-candle-source";
import { datasets } from "../contracts/functions/datasets";
import { failure } from "../core/failure";
import type { NewsSource, NewsSourceLook } from "../core/news/news-source";
import { checkNewsSources } from "./check-sources";
import { listDatasets } from "./list-datasets";

const AT = Date.UTC(2026, 5, 1);

const news = (key: string, look: Partial<NewsSourceLook> = {}, more: Partial<NewsSource> = {}): NewsSource => ({
  key,
  name: `Name of ${key}`,
  kind: "feed",
  home: "https://www.paper.example/news",
  licence: null,
  layout: "RSS",
  sample: false,
  everyMs: 300_000,
  ask: () => Promise.reject(new Error("nobody is asked")),
  look: () => ({
    state: "ready",
    detail: "it answers",
    retryAfterS: null,
    checkedAt: AT,
    lastOkAt: AT,
    failure: null,
    ...look,
  }),
  ...more,
});
const down = failure("upstream_failed", { detail: "it answered 503" });
const sources = [
  news("feed-good"),
  news("feed-down", { state: "failed", detail: down.detail, failure: down, retryAfterS: 12.2, lastOkAt: AT - 1 }),
  news(
    "dataset-off",
    { state: "off", checkedAt: null, lastOkAt: null },
    { kind: "dataset", home: "https://huggingface.co/datasets/a/b", everyMs: null },
  ),
  news("news-folder", { state: "not_asked_yet", checkedAt: null, lastOkAt: null }, { kind: "folder", home: null }),
];

const clock = { wall: () => AT + 60_000 };

describe("listDatasets", () => {
  test("news stands below prices, with how much of it is kept and how it went", async () => {
    const kept = () => new Map([["feed-good", { items: 7, newest: AT - 3_600_000 }]]);
    const listed = listDatasets({ deps: { sources: [fakeCandleSource("one")], news: { sources, kept }, clock } });
    if (!listed.ok) throw new Error("it never fails");
    expect(datasets.output.parse(listed.value)).toEqual(listed.value);
    const [candles, good, failing, off, folder] = listed.value.datasets;
    expect([listed.value.total, listed.value.ready]).toEqual([5, 2]);
    expect(candles).toMatchObject({ kind: "candles", key: "one", dataset: "fake/one", items: null, failure: null });
    expect(good).toMatchObject({
      kind: "news",
      dataset: "www.paper.example",
      items: 7,
      symbols: [],
      first_candle: null,
      last_candle: null,
      last_ok_at: "2026-06-01T00:00:00.000Z",
      last_item_at: "2026-05-31T23:00:00.000Z",
      stale: false,
      failure: null,
    });
    expect(good?.cadence_h).toBeCloseTo(1 / 12);
    expect(failing).toMatchObject({ state: "failed", items: 0, failure: "upstream_failed", retry_after_s: 13 });
    expect(off).toMatchObject({ state: "off", dataset: "a/b", cadence_h: null, checked_at: null });
    expect(folder).toMatchObject({ state: "not_asked_yet", dataset: "Name of news-folder" });
  });

  test("where nobody can say how much is kept, it is not said", async () => {
    const listed = listDatasets({ deps: { sources: [], news: { sources, kept: () => null }, clock } });
    expect(listed.ok && listed.value.datasets.map(({ items }) => items)).toEqual([null, null, null, null]);
    expect(listDatasets({ deps: { sources: [], clock } })).toMatchObject({ value: { total: 0 } });
  });
});

describe("checkNewsSources", () => {
  test("a source that fails warns, and none of them fails the whole; feeds are one, well while any of them answers", () => {
    const clock = { now: () => 5_000, wall: () => AT + 2_000, pause: async () => undefined };
    expect([...checkNewsSources(sources, clock)]).toEqual([
      ["news/feeds", { status: "pass", detail: "1 of 2 answered", checkedAt: 3_000 }],
      ["news/dataset-off", { status: "off", detail: "it answers", checkedAt: 5_000 }],
      ["news/news-folder", { status: "pass", detail: "it answers", checkedAt: 5_000 }],
    ]);
    const down = sources.filter(({ key }) => key === "feed-down");
    expect([...checkNewsSources(down, clock)]).toMatchObject([
      ["news/feeds", { status: "warn", detail: "0 of 1 answered" }],
    ]);
  });
});
