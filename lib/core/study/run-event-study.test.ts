import { describe, expect, it } from "vitest";
import { askStudy } from "../../../tests/study/ask-study";
import { BEGIN, makeEvents, makeMarket } from "../../../tests/study/make-market";
import { labels } from "../../contracts/verdict";
import type { NewsEvent } from "../news/news-archive";
import { runEventStudy } from "./run-event-study";
import type { PriceColumns, Study } from "./study";

const HOUR = 3_600_000;
const BARS = 2_000;
const { coin, bitcoin } = makeMarket({ bars: BARS, step: HOUR, seed: 1 });
const prices = { coin, benchmark: [bitcoin], atLeast: 1 };

const at = (bars: number, more: Partial<NewsEvent> = {}): NewsEvent => ({
  label: "bullish",
  firstSeenAt: BEGIN + bars * HOUR,
  publishedAt: null,
  ...more,
});

const many = makeEvents({ count: 300, bars: BARS, step: HOUR, seed: 2, burst: 3 });

const changeAt = (columns: PriceColumns, from: number, to: number): number =>
  Math.log((columns.close[to] ?? 0) / (columns.open[from] ?? 1));

const meansOf = (study: Study) => study.groups.map(({ cells }) => cells.map(({ mean }) => mean));

/** Without candles `from` up to and without `to`. */
const without = (columns: PriceColumns, from: number, to: number): PriceColumns => {
  const keep = (_: number, place: number) => place < from || place >= to;
  return { time: columns.time.filter(keep), open: columns.open.filter(keep), close: columns.close.filter(keep) };
};

function expectNoNaN(study: Study): void {
  const look = (value: unknown): void => {
    if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(look);
  };
  look(study);
}

describe("the entry", () => {
  it("is the open of the first bar after the story was seen; the return ends with the close of the last bar of its window", async () => {
    const { groups, stories, candles, from, to } = await askStudy({ prices, events: [at(99.4)] });
    expect({ stories, candles, from, to }).toEqual({
      stories: 1,
      candles: BARS,
      from: BEGIN,
      to: BEGIN + (BARS - 1) * HOUR,
    });
    const cells = groups[0]?.cells ?? [];
    expect(cells.map(({ horizon, n }) => [horizon, n])).toEqual([
      [1, 1],
      [4, 1],
      [24, 1],
    ]);
    for (const { horizon, mean } of cells)
      expect(mean).toBeCloseTo(changeAt(coin, 100, 99 + horizon) - changeAt(bitcoin, 100, 99 + horizon), 12);
  });

  it("is that opening for what was seen exactly then, and the next one a millisecond later", async () => {
    const seen = async (ms: number) =>
      meansOf(await askStudy({ prices, events: [at(100, { firstSeenAt: BEGIN + 100 * HOUR + ms })] }));
    const there = await seen(0);
    expect(await seen(-1)).toEqual(there);
    expect(await seen(1)).toEqual(meansOf(await askStudy({ prices, events: [at(101)] })));
    expect(await seen(1)).not.toEqual(there);
  });

  it("counts what sources say from the end of its minute, and leaves out what they do not say", async () => {
    const said = async (publishedAt: number | null) =>
      askStudy({ prices, events: [at(500, { publishedAt })], times: "published" });
    const there = meansOf(await askStudy({ prices, events: [at(100)] }));
    expect(meansOf(await said(BEGIN + 100 * HOUR - 60_000))).toEqual(there);
    expect(meansOf(await said(BEGIN + 100 * HOUR - 1_000))).toEqual(there);
    expect(meansOf(await said(BEGIN + 100 * HOUR))).toEqual(meansOf(await askStudy({ prices, events: [at(101)] })));
    expect((await said(null)).leftOut).toEqual({ withoutCandles: 0, overlapping: 0, withoutTime: 1 });
  });

  it("is shared by stories of one label that begin at one bar: they count once", async () => {
    const events = [at(99.1), at(99.9), at(100), at(99.5, { label: "bearish" })];
    const { groups, leftOut } = await askStudy({ prices, events });
    expect(leftOut.overlapping).toBe(2);
    expect(groups.map(({ cells }) => cells[0]?.n)).toEqual(labels.map((label) => (label === "neutral" ? 0 : 1)));
  });

  it("needs candles: events before, after, and in a gap of either are left out and counted", async () => {
    const events = [at(-500), at(-1.5), at(BARS - 0.5), at(BARS + 500), at(300), at(600)];
    const holed = {
      coin: without(coin, 300, 301),
      benchmark: [without(bitcoin, 600, 601)],
      atLeast: 1,
    };
    const study = await askStudy({ prices: holed, events });
    expect(study.leftOut.withoutCandles).toBe(6);
    expect(study.candles).toBe(BARS - 2);
    // A hole at the end of one window costs that horizon alone; one within costs nothing.
    const windows = await askStudy({ prices: { ...prices, coin: without(coin, 303, 304) }, events: [at(300)] });
    expect(windows.groups[0]?.cells.map(({ n }) => n)).toEqual([1, 0, 1]);
  });

  it("near the end counts for the horizons whose candles have come", async () => {
    const cellsOf = async (bars: number) => (await askStudy({ prices, events: [at(bars)] })).groups[0]?.cells;
    expect((await cellsOf(BARS - 1))?.map(({ n }) => n)).toEqual([1, 0, 0]);
    expect((await cellsOf(BARS - 24))?.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect((await cellsOf(BARS - 23))?.map(({ n }) => n)).toEqual([1, 1, 0]);
  });
});

describe("what the study cannot see", () => {
  const entry = 1_000;
  const scrambled = (columns: PriceColumns, changes: (place: number) => boolean): PriceColumns => ({
    time: columns.time,
    open: columns.open.map((value, place) => (changes(place) ? value * 7 : value)),
    close: columns.close.map((value, place) => (changes(place) ? value / 3 : value)),
  });

  it("is all before the entry, and all after the window, of the coin and of its benchmark", async () => {
    const plain = meansOf(await askStudy({ prices, events: [at(entry)] }))[0];
    for (const [place, horizon] of [1, 4, 24].entries()) {
      const hidden = (bar: number) => bar < entry || bar >= entry + horizon;
      const hidesAll = { coin: scrambled(coin, hidden), benchmark: [scrambled(bitcoin, hidden)], atLeast: 1 };
      expect(meansOf(await askStudy({ prices: hidesAll, events: [at(entry)] }))[0]?.[place]).toBe(plain?.[place]);
      const last = (bar: number) => bar === entry + horizon - 1;
      const seen = { ...prices, coin: scrambled(coin, last) };
      expect(meansOf(await askStudy({ prices: seen, events: [at(entry)] }))[0]?.[place]).not.toBe(plain?.[place]);
    }
  });

  it("is no future: a shift of the prices, of the benchmark or of the events by one bar changes every mean", async () => {
    const plain = meansOf(await askStudy({ prices, events: many }));
    const shift = (columns: PriceColumns): PriceColumns => ({
      ...columns,
      time: columns.time.map((time) => time - HOUR),
    });
    const early = many.map((event) => ({ ...event, firstSeenAt: event.firstSeenAt - HOUR }));
    for (const shifted of [
      await askStudy({ prices: { ...prices, coin: shift(coin) }, events: many }),
      await askStudy({ prices: { ...prices, benchmark: [shift(bitcoin)] }, events: many }),
      await askStudy({ prices, events: early }),
    ]) {
      for (const [row, means] of meansOf(shifted).entries())
        for (const [column, mean] of means.entries()) expect(mean).not.toBeCloseTo(plain[row]?.[column] ?? 0, 9);
    }
    // Both moved together are the same question.
    const both = { coin: shift(coin), benchmark: [shift(bitcoin)], atLeast: 1 };
    expect(meansOf(await askStudy({ prices: both, events: early }))).toEqual(plain);
  });
});

describe("the benchmark", () => {
  it("is the mean of those that have both candles, where they are enough", async () => {
    const others = [2, 3, 4].map((seed) => makeMarket({ bars: BARS, step: HOUR, seed }).coin);
    const mean = (from: number, to: number, of: readonly PriceColumns[]) =>
      of.reduce((sum, columns) => sum + changeAt(columns, from, to), 0) / of.length;
    const holed = [others[0], others[1], others[2] && without(others[2], 103, 104)].flatMap((one) => one ?? []);
    const cellsOf = async (atLeast: number) =>
      (await askStudy({ prices: { coin, benchmark: holed, atLeast }, events: [at(100)] })).groups[0]?.cells ?? [];
    const two = await cellsOf(2);
    expect(two[0]?.mean).toBeCloseTo(changeAt(coin, 100, 100) - mean(100, 100, others), 12);
    expect(two[1]?.mean).toBeCloseTo(changeAt(coin, 100, 103) - mean(100, 103, others.slice(0, 2)), 12);
    expect((await cellsOf(3)).map(({ n }) => n)).toEqual([1, 0, 1]);
  });

  it("may be none: the plain return", async () => {
    const study = await askStudy({ prices: { coin, benchmark: [], atLeast: 0 }, events: [at(100)] });
    expect(study.groups[0]?.cells[1]?.mean).toBeCloseTo(changeAt(coin, 100, 103), 12);
  });
});

describe("an answer", () => {
  it("is the same for the same question, in any order of events, and another with another seed", async () => {
    const one = await askStudy({ prices, events: many });
    expect(await askStudy({ prices, events: [...many].reverse() })).toEqual(one);
    const other = await askStudy({ prices, events: many, seed: 2 });
    expect(other).not.toEqual(one);
    expect(meansOf(other)).toEqual(meansOf(one));
  });

  it("has a mean and nothing to judge it by with fewer than twenty, and all from twenty on", async () => {
    const spread = (count: number) => Array.from({ length: count }, (_, place) => at(50 + place * 90));
    const few = (await askStudy({ prices, events: spread(19) })).groups[0];
    for (const cell of few?.cells ?? []) {
      expect(cell).toMatchObject({ n: 19, verdict: "too_few", low: null, high: null, p: null, q: null });
      expect(cell).toMatchObject({ placeboLow: null, placeboHigh: null, mean: expect.any(Number) });
    }
    expect(few?.curve).toEqual([]);
    const enough = (await askStudy({ prices, events: spread(20) })).groups[0];
    expect(enough?.curve).toHaveLength(25);
    expect(enough?.curve[0]).toEqual({ bar: 0, mean: 0, placeboLow: 0, placeboHigh: 0 });
    for (const cell of enough?.cells ?? []) {
      expect(cell.verdict).not.toBe("too_few");
      expect(cell.low).toBeLessThan(cell.mean ?? -1);
      expect(cell.high).toBeGreaterThan(cell.mean ?? 1);
      expect(cell.q).toBeGreaterThanOrEqual(cell.p ?? 1);
    }
  });

  const flat: PriceColumns = { time: coin.time, open: coin.open.map(() => 5), close: coin.close.map(() => 5) };
  const one: PriceColumns = { time: coin.time.slice(0, 1), open: coin.open.slice(0, 1), close: coin.close.slice(0, 1) };
  const none: PriceColumns = { time: new Float64Array(), open: new Float64Array(), close: new Float64Array() };
  const broken: PriceColumns = {
    time: coin.time.map((time, place) => (place % 50 === 0 ? Number.NaN : time)),
    open: coin.open.map((open, place) => (place % 7 === 0 ? 0 : open)),
    close: coin.close.map((close, place) => (place % 11 === 0 ? Number.POSITIVE_INFINITY : close)),
  };
  const far: PriceColumns = { ...coin, time: coin.time.map((time, place) => (place === 0 ? -8.64e15 : time)) };

  it.each<[string, PriceColumns, readonly PriceColumns[]]>([
    ["prices that stand still", flat, [bitcoin]],
    ["both standing still", flat, [flat]],
    ["one candle", one, [bitcoin]],
    ["no candle", none, [bitcoin]],
    ["no candle of the benchmark", coin, [none]],
    ["prices that are none", broken, [bitcoin]],
    ["a candle of a time far away", far, [bitcoin]],
    ["a benchmark of other years", coin, [{ ...bitcoin, time: bitcoin.time.map((time) => time + BARS * HOUR) }]],
  ])("has no number that is none: %s", async (_, its, benchmark) => {
    expectNoNaN(await askStudy({ prices: { coin: its, benchmark, atLeast: 1 }, events: many }));
  });

  it.each<[string, readonly NewsEvent[], number]>([
    ["no events", [], 0],
    ["all at one time", Array.from({ length: 10_000 }, () => at(700.5)), 1],
    [
      "ten thousand in one hour",
      Array.from({ length: 10_000 }, (_, ms) => at(700, { firstSeenAt: BEGIN + 700 * HOUR + ms })),
      2,
    ],
    ["times that are none", [at(Number.NaN), at(Number.POSITIVE_INFINITY)], 0],
    [
      "all in one week: nothing to tell how far they scatter",
      Array.from({ length: 30 }, (_, place) => at(700 + 4 * place)),
      30,
    ],
  ])("has no number that is none: %s", async (_, events, n) => {
    const study = await askStudy({ prices, events });
    expectNoNaN(study);
    expect(study.stories).toBe(events.length);
    expect(study.groups[0]?.cells[0]?.n).toBe(n);
    const { withoutCandles, overlapping, withoutTime } = study.leftOut;
    expect(n + withoutCandles + overlapping + withoutTime).toBe(events.length);
    expect(study.groups.flatMap(({ cells }) => cells).filter(({ verdict }) => verdict === "effect")).toEqual([]);
  });

  it("has nothing to compare with where most stories have no random time like theirs, and does not say that nothing was found", async () => {
    const short = (columns: PriceColumns) => without(columns, 140, BARS);
    const few = { coin: short(coin), benchmark: [short(bitcoin)], atLeast: 1 };
    const group = (await askStudy({ prices: few, events: Array.from({ length: 38 }, (_, place) => at(place * 3)) }))
      .groups[0];
    expect(group?.cells.map(({ n }) => n)).toEqual([38, 38, 38]);
    for (const cell of group?.cells ?? [])
      expect(cell).toMatchObject({ verdict: "no_comparison", p: null, q: null, placeboLow: null, placeboHigh: null });
    expect(group?.curve).toHaveLength(25);
    expect(group?.curve[1]).toMatchObject({ mean: expect.any(Number), placeboLow: null, placeboHigh: null });
  });

  it("is given up when the caller leaves", async () => {
    const leaving = new AbortController();
    let pauses = 0;
    const pause = async () => {
      pauses++;
      if (pauses === 3) leaving.abort();
    };
    let now = 0;
    const clock = { now: () => (now += 100), pause };
    const question = { prices, events: many, timeframe: "1h", times: "first_seen", draws: 2_000, seed: 1 } as const;
    expect(await runEventStudy(question, { clock, signal: leaving.signal })).toMatchObject({
      ok: false,
      error: { code: "cancelled" },
    });
    expect(pauses).toBe(3);
  });
});
