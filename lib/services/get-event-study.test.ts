import { describe, expect, it } from "vitest";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { eventStudy } from "../contracts/functions/event-study";
import type { ArchiveRow } from "../contracts/news";
import { ok } from "../core/errors";
import { failed, type Outcome } from "../core/failure";
import type { CandleSource } from "../core/market/candle-source";
import { createSampleMarket } from "../core/market/sample/create-sample-market";
import type { NewsEvent } from "../core/news/news-archive";
import { createStudyShelf } from "../core/study/create-study-shelf";
import { getEventStudy, type StudyDeps } from "./get-event-study";

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = fakeClock(NOW);
const sample = createSampleMarket({ clock });

/** The same candles as if they were real. */
const real = (more: Partial<CandleSource> = {}): CandleSource => ({
  ...sample,
  key: "real",
  dataset: "real/prices",
  sample: false,
  async read(request) {
    const series = await sample.read(request);
    if (!series.ok || series.value === null) return series;
    return ok({ ...series.value, origin: { ...series.value.origin, sample: false, dataset: "real/prices" } });
  },
  ...more,
});

const events: NewsEvent[] = Array.from({ length: 60 }, (_, at) => ({
  label: at % 2 === 0 ? "bullish" : "bearish",
  firstSeenAt: NOW - 200 * DAY + at * 70 * HOUR + 1,
  publishedAt: at % 3 === 0 ? null : NOW - 201 * DAY + at * 70 * HOUR,
}));

const row: ArchiveRow = {
  sample: true,
  items: 80,
  stories: 60,
  first: new Date(NOW - 201 * DAY).toISOString(),
  last: new Date(NOW).toISOString(),
  kept_at: new Date(NOW).toISOString(),
  sources: 1,
  sources_ok: 1,
};

interface Setting {
  readonly sources?: readonly CandleSource[];
  readonly row?: Partial<ArchiveRow>;
  readonly found?: Outcome<readonly NewsEvent[]>;
}

function setUp({ sources = [sample], row: more = {}, found = ok(events) }: Setting = {}) {
  const shelf = createStudyShelf();
  let makes = 0;
  const changed: { row?: ArchiveRow; events?: readonly NewsEvent[] } = {};
  const deps: StudyDeps = {
    prices: { sources, clock },
    newsNow: async () =>
      ok({
        row: changed.row ?? { ...row, ...more },
        archive: {
          events: async () => (changed.events ? ok(changed.events) : found),
        },
      }),
    studies: {
      get: (study, make, signal) =>
        shelf.get(
          study,
          (own) => {
            makes++;
            return make(own);
          },
          signal,
        ),
    },
    clock,
  };
  const ask = async (input: Record<string, unknown> = {}, signal = new AbortController().signal) =>
    getEventStudy({ deps, input: eventStudy.input.parse(input), call: { requestId: "test", signal } });
  const answer = async (input: Record<string, unknown> = {}) => {
    const outcome = await ask(input);
    if (!outcome.ok) throw new Error(outcome.error.detail);
    // What goes out must be what was promised.
    return eventStudy.output.parse(outcome.value);
  };
  return { ask, answer, changed, made: () => makes };
}

describe("an event study", () => {
  it("puts bitcoin to a basket, and others to bitcoin", async () => {
    const { answer } = setUp();
    const bitcoin = await answer();
    expect(bitcoin).toMatchObject({
      symbol: "BTC",
      against: "basket",
      basket: ["ETH", "BNB", "SOL", "XRP", "ADA"],
      stories: 60,
      draws: 2_000,
      prices: { source: "sample", sample: true },
      left_out: { without_candles: 0, overlapping: 0, without_time: 0 },
    });
    expect(bitcoin.groups.map(({ cells }) => cells.map(({ n }) => n))).toEqual([
      [30, 30, 30],
      [0, 0, 0],
      [30, 30, 30],
    ]);
    expect(bitcoin.groups[0]?.curve).toHaveLength(25);
    expect(await answer({ symbol: "eth-usd" })).toMatchObject({ symbol: "ETH", against: "BTC", basket: [] });
    const ether = await answer({ symbol: "ETH", against: "basket" });
    expect(ether.basket).toEqual(["BNB", "SOL", "XRP", "ADA"]);
    expect(await answer({ symbol: "BTC", against: "none" })).toMatchObject({ against: "none", basket: [] });
  });

  it("counts candles no further back than what matches the first story needs", async () => {
    const { from, to, candles } = await setUp().answer();
    expect(from).toBe(new Date(NOW - (201 + 35) * DAY - 12 * HOUR).toISOString());
    expect(to).toBe(new Date(NOW - HOUR).toISOString());
    expect(candles).toBe(236 * 24 + 12);
  });

  it("narrows stories to its window, by the time that counts, and takes candles around it for outcomes and random times", async () => {
    const { answer } = setUp();
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const [from, to] = [day(NOW - 150 * DAY), day(NOW - 100 * DAY)];
    const narrow = await answer({ from, to });
    const inside = events.filter(
      ({ firstSeenAt }) => firstSeenAt >= Date.parse(from) && firstSeenAt < Date.parse(to) + DAY,
    );
    const reach = { from: `${day(Date.parse(from) - 35 * DAY)}T00:00:00.000Z`, candles: (51 + 35 + 36) * 24 };
    expect(narrow).toMatchObject({ stories: inside.length, ...reach });
    const published = await answer({ clock: "published" });
    expect(published).toMatchObject({ clock: "published", stories: 60, left_out: { without_time: 20 } });
  });

  it("knows what came after the last story of a short window, and compares it with times outside of it", async () => {
    const [start, end] = [Date.UTC(2025, 8, 1), Date.UTC(2025, 8, 24)];
    const dense = Array.from({ length: 184 }, (_, at) => ({
      label: "bullish" as const,
      firstSeenAt: start + at * 3 * HOUR,
      publishedAt: null,
    }));
    const { groups } = await setUp({ found: ok(dense) }).answer({ from: "2025-09-01", to: "2025-09-23" });
    expect(dense.at(-1)?.firstSeenAt).toBeLessThan(end);
    expect(groups[0]?.cells.map(({ n }) => n)).toEqual([184, 184, 184]);
    for (const { placebo_low, placebo_high, p, verdict } of groups[0]?.cells ?? []) {
      expect(placebo_high).toBeGreaterThan(placebo_low ?? 1);
      expect(p).not.toBeNull();
      expect(["effect", "no_effect_found"]).toContain(verdict);
    }
  });

  it("asks for days as well", async () => {
    expect(await setUp().answer({ symbol: "ETH", timeframe: "1d" })).toMatchObject({ timeframe: "1d", stories: 60 });
  });

  it("puts sample news to sample prices where there are real ones, and real news to real ones", async () => {
    const sources = [real(), sample];
    expect(await setUp({ sources }).answer()).toMatchObject({ prices: { sample: true, source: "sample" } });
    const outcome = await setUp({ sources, row: { sample: false } }).answer();
    expect(outcome.prices).toEqual({ sample: false, source: "real", dataset: "real/prices" });
  });

  it("never puts real news to sample prices", async () => {
    const row = { sample: false };
    expect(await setUp({ row }).ask()).toMatchObject({
      ok: false,
      error: { code: "unavailable", detail: expect.stringContaining("The news is real"), retryAfterS: 60 },
    });
    const broken = real({ read: async () => failed("upstream_failed", { retryAfterS: 12.5 }) });
    expect(await setUp({ row, sources: [broken, sample] }).ask()).toMatchObject({
      error: { code: "unavailable", detail: expect.stringContaining("real: it failed"), retryAfterS: 13 },
    });
    // Nor real prices of the coin to sample ones of the benchmark.
    const alone = real({ read: async (wish) => (wish.symbol === "BTC" ? real().read(wish) : ok(null)) });
    expect(await setUp({ row, sources: [alone, sample] }).ask()).toMatchObject({
      error: { code: "unavailable", detail: expect.stringContaining("no real candles of 3 of ETH") },
    });
    expect((await setUp({ row, sources: [alone, sample] }).answer({ against: "none" })).prices.sample).toBe(false);
  });

  it("leaves out a tail of candles that cover a part of their time", async () => {
    const partialFrom = NOW - 10 * HOUR;
    const partial: CandleSource = {
      ...sample,
      async read(request) {
        const series = await sample.read(request);
        if (!series.ok || series.value === null) return series;
        return ok({ ...series.value, report: { ...series.value.report, partialFrom } });
      },
    };
    const { to } = await setUp({ sources: [partial] }).answer();
    expect(to).toBe(new Date(partialFrom - HOUR).toISOString());
  });

  it("makes a study anew when stories of the coin came or changed, not when others did, or when other days hold the same", async () => {
    const { answer, made, changed } = setUp();
    const first = await answer();
    expect(await answer()).toEqual(first);
    expect(made()).toBe(1);
    changed.row = { ...row, items: 81, kept_at: new Date(NOW + 1).toISOString() };
    expect(await answer()).toMatchObject({ groups: first.groups, archive: { items: 81 } });
    expect(await answer({ from: "2020-01-01T01:00:00Z", to: "2026-06-01" })).toMatchObject({ groups: first.groups });
    expect(await answer({ from: "2020-01-01T02:00:00Z", to: "2026-06-02T03:04:00Z" })).toMatchObject({
      groups: first.groups,
    });
    expect(made()).toBe(1);
    await answer({ clock: "published" });
    expect(made()).toBe(2);
    changed.events = events.map((event, at) => (at === 30 ? { ...event, firstSeenAt: event.firstSeenAt + 1 } : event));
    await answer();
    expect(made()).toBe(3);
    changed.events = events.map((event, at) => (at === 30 ? { ...event, label: "neutral" } : event));
    await answer();
    changed.events = events.slice(1);
    await answer();
    expect(made()).toBe(5);
    expect(await setUp().answer()).toEqual(first);
  });

  it.each([
    [{ symbol: "nosuchcoin" }, "unknown_symbol", "is no symbol of any source"],
    [{ against: "BTC" }, "validation_failed", "against cannot be BTC for BTC: give basket or none"],
    [{ from: "2026-01-02", to: "2026-01-01" }, "validation_failed", "from must be before"],
  ])("refuses what cannot be: %o", async (input, code, words) => {
    expect(await setUp().ask(input)).toMatchObject({
      ok: false,
      error: { code, detail: expect.stringContaining(words) },
    });
  });

  it("says when the archive cannot be read, and stops when the caller leaves", async () => {
    const { ask } = setUp({ found: failed("unavailable", { detail: "the disk is full" }) });
    expect(await ask()).toMatchObject({
      error: { code: "unavailable", detail: "The archive of news cannot answer: the disk is full." },
    });
    expect(await setUp().ask({}, AbortSignal.abort())).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });
});
