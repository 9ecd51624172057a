import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createStatsBook, type StatsBook } from "./create-stats-book";
import { joinHistory, parseBook, parseHistory } from "./parse-book";
import { cacheFigures, functionFigures, modelFigures, shedFigures, tierFigures } from "./read-sheet";
import { readStats } from "./read-stats";

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

const count = (book: StatsBook, times: number): void => {
  for (let time = 0; time < times; time += 1) book.called("sentiment", "ok", 3);
};
const calls = (book: StatsBook, window: Parameters<typeof readStats>[1]): number =>
  readStats(book, window, "memory").sheet.counts["call/sentiment/ok"] ?? 0;
const windows = (book: StatsBook): readonly number[] =>
  (["15m", "24h", "30d", "all"] as const).map((window) => calls(book, window));

/** What the next process finds. */
const saved = (book: StatsBook) => {
  const recent = parseBook(JSON.parse(book.renderRecent()));
  const history = parseHistory(JSON.parse(book.renderHistory()));
  if (recent === null || history === null) throw new Error("what was written cannot be read");
  return joinHistory(recent, history);
};

describe("createStatsBook", () => {
  it("counts functions, tiers, models, the cache and what was shed, by outcome", () => {
    const book = createStatsBook({ clock: fakeClock() });
    book.called("sentiment", "ok", 10);
    book.called("sentiment", "ok", 20);
    book.called("sentiment", "validation_failed", 1);
    book.called("other", "not_found", 1);
    const out = { tier: "hf_inference_api", code: "unreachable", detail: "", retry_after_s: null } as const;
    book.spoke("single", "lexical", [
      { ...out, model: "a" },
      { ...out, model: "b" },
    ]);
    book.spoke("bulk", "embedded_model", []);
    book.asked("lexical", "ok", 2);
    book.asked("hf_inference_api", "unreachable", 2);
    for (let ms = 1; ms <= 100; ms += 1) book.attempted({ model: "a", attempt: 0, outcome: "answered", ms });
    book.attempted({ model: "a", attempt: 0, outcome: "timed_out", ms: 1_500 });
    book.attempted({ model: "a", attempt: 1, outcome: "unreachable", ms: 1 });
    book.looked("fresh");
    book.looked("miss");
    book.shed();
    const sheet = book.total();
    expect(functionFigures(sheet, ["sentiment", "sentiment_bulk", "other"])).toMatchObject([
      { name: "sentiment", calls: 3, errors: { validation_failed: 1 } },
      { name: "other", calls: 1, errors: { not_found: 1 } },
    ]);
    expect(tierFigures(sheet)).toMatchObject([
      {
        engine: "hf_inference_api",
        texts: 0,
        asked: 1,
        errors: { unreachable: 1 },
        without: { unreachable: 1 },
        p50_ms: null,
      },
      { engine: "embedded_model", texts: 1, manners: { single: 0, quick: 0, bulk: 1 }, asked: 0 },
      { engine: "lexical", texts: 1, manners: { single: 1, quick: 0, bulk: 0 }, asked: 1 },
    ]);
    const model = modelFigures(sheet, "a");
    expect(model).toMatchObject({
      first_attempts: 101,
      retries: 1,
      answered: 100,
      failed: { timed_out: 1, unreachable: 1 },
    });
    const off = [(model.p50_ms ?? 0) / 50, (model.p95_ms ?? 0) / 95, (model.p99_ms ?? 0) / 99];
    for (const share of off) expect(Math.abs(share - 1)).toBeLessThanOrEqual(0.02);
    expect(modelFigures(sheet, "b")).toMatchObject({ first_attempts: 0, p50_ms: null });
    expect(cacheFigures(sheet)).toEqual({ fresh: 1, stale: 0, missed: 1 });
    expect(shedFigures(sheet)).toBe(1);
  });

  it("forgets by window, and never in all", () => {
    const clock = fakeClock();
    const book = createStatsBook({ clock });
    count(book, 1);
    clock.pass(20 * MINUTE);
    count(book, 2);
    expect(windows(book)).toEqual([2, 3, 3, 3]);
    clock.pass(2 * DAY);
    count(book, 4);
    expect(windows(book)).toEqual([4, 4, 7, 7]);
    clock.pass(31 * DAY);
    expect(windows(book)).toEqual([0, 0, 0, 7]);
    expect(readStats(book, "15m", "memory").since).toBe(clock.wall() - 15 * MINUTE);
  });

  it("comes back after a restart as it was, percentiles and windows too", () => {
    const clock = fakeClock();
    const first = createStatsBook({ clock });
    for (let hour = 0; hour < 72; hour += 1) {
      count(first, hour);
      first.called("stats", "ok", hour * 7);
      clock.pass(60 * MINUTE);
    }
    count(first, 5);
    const second = createStatsBook({ clock, saved: saved(first) });
    expect(windows(second)).toEqual(windows(first));
    expect(second.since).toBe(first.since);
    for (const window of ["24h", "30d", "all"] as const) {
      expect(readStats(second, window, "disk").sheet).toEqual(readStats(first, window, "disk").sheet);
    }
    count(second, 1);
    expect(calls(second, "15m")).toBe(6);
    // Written before the latest compaction, and after it: nothing counts twice in a window.
    const late = { ...saved(second) };
    expect(
      windows(createStatsBook({ clock, saved: joinHistory(late, late.slots[0] ?? { names: [], slots: [] }) }))[3],
    ).toBe(windows(second)[3]);
  });
});

// Stimulus 28.
describe("figures and the clock", () => {
  it("survive a clock that is set back by a day: windows go on by the time that passes", () => {
    const clock = fakeClock();
    const book = createStatsBook({ clock });
    count(book, 3);
    clock.setOff(-DAY);
    count(book, 2);
    expect(windows(book)).toEqual([5, 5, 5, 5]);
    clock.pass(16 * MINUTE);
    count(book, 1);
    expect(windows(book)).toEqual([1, 6, 6, 6]);
    // By the clock on the wall, counting began a quarter of an hour ago, not tomorrow.
    expect(readStats(book, "all", "disk").since).toBe(clock.wall() - 16 * MINUTE);
    expect(readStats(book, "15m", "disk").since).toBe(clock.wall() - 15 * MINUTE);
    clock.pass(DAY + MINUTE);
    expect(windows(book)).toEqual([0, 0, 6, 6]);
    const slots = book.slots();
    for (const [index, slot] of slots.entries()) expect(slot.at).toBeGreaterThan(slots[index - 1]?.at ?? 0);
  });

  it("survive a clock that jumps a day forward: there is a gap, and nothing is lost", () => {
    const clock = fakeClock();
    const book = createStatsBook({ clock });
    count(book, 3);
    clock.setOff(DAY + 180 * MINUTE);
    count(book, 2);
    expect(windows(book)).toEqual([2, 2, 5, 5]);
    expect(book.slots()).toHaveLength(2);
    // And back: what is counted now is young.
    clock.setOff(-DAY - 180 * MINUTE);
    clock.pass(MINUTE);
    count(book, 1);
    expect(windows(book)).toEqual([3, 3, 6, 6]);
  });

  it("survive a restart while the clock is a day behind", () => {
    const clock = fakeClock();
    const first = createStatsBook({ clock });
    count(first, 3);
    clock.setOff(-DAY);
    const second = createStatsBook({ clock, saved: saved(first) });
    count(second, 2);
    expect(windows(second)).toEqual([5, 5, 5, 5]);
    clock.pass(16 * MINUTE);
    expect(windows(second)).toEqual([0, 5, 5, 5]);
  });

  it("survive the end of a leap day, and of daylight saving time: they count in UTC", () => {
    for (const end of [Date.UTC(2028, 1, 29, 23, 59, 58), Date.UTC(2026, 9, 25, 0, 59, 58)]) {
      const clock = fakeClock(end);
      const book = createStatsBook({ clock });
      for (let second = 0; second < 30; second += 1) {
        count(book, 1);
        clock.pass(1_000);
      }
      expect(windows(book)).toEqual([30, 30, 30, 30]);
      expect(book.slots().length).toBeGreaterThanOrEqual(3);
    }
  });
});

it("costs microseconds a call", () => {
  const book = createStatsBook({ clock: { now: () => performance.now(), wall: () => Date.now() } });
  const record = (round: number): void => {
    book.called("sentiment", "ok", (round % 977) + 0.3);
    book.spoke("single", "lexical", []);
    book.asked("lexical", "ok", (round % 31) + 0.1);
    book.attempted({ model: "lexical", attempt: 0, outcome: "answered", ms: (round % 29) + 0.1 });
  };
  for (let round = 0; round < 20_000; round += 1) record(round);
  const started = performance.now();
  for (let round = 0; round < 100_000; round += 1) record(round);
  const us = ((performance.now() - started) / 100_000) * 1000;
  console.log(`one verdict in the book: ${us.toFixed(2)} µs, four records`);
  expect(us).toBeLessThan(100);
});

describe("what was written", () => {
  it.each([
    null,
    {},
    { version: 2, since: 1, total: { counts: {}, times: {} }, recent: { names: [], slots: [] } },
    { version: 1, since: -1, total: { counts: {}, times: {} }, recent: { names: [], slots: [] } },
    { version: 1, since: 1, total: { counts: { "a/b": "x" }, times: {} }, recent: { names: [], slots: [] } },
    {
      version: 1,
      since: 1,
      total: { counts: {}, times: {} },
      recent: { names: ["a/b"], slots: [[0, 10_000, [1, 1]]] },
    },
    {
      version: 1,
      since: 1,
      total: { counts: {}, times: {} },
      recent: { names: ["a/b"], slots: [[0, 11_000, [0, 1]]] },
    },
    { version: 1, since: 1, total: { counts: {}, times: {} }, recent: { names: ["a/b"], slots: [[0, 10_000, [0]]] } },
    { version: 1, since: 1, total: { counts: {}, times: {} }, recent: { names: ["a/b#999"], slots: [] } },
    { version: 1, since: 1, total: { counts: {}, times: {} }, recent: { names: ["toString"], slots: [] } },
    {
      version: 1,
      since: 1,
      total: { counts: {}, times: {} },
      recent: {
        names: ["a/b"],
        slots: [
          [10_000, 10_000, [0, 1]],
          [0, 10_000, [0, 1]],
        ],
      },
    },
  ])("is read as a book or not at all: %j", (value) => expect(parseBook(value)).toBeNull());
});
