import { describe, expect, it } from "vitest";
import { type Candles, newCandles } from "./candles";
import { cutWindow, oldestOf, type WindowWish } from "./cut-window";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01");

const daily = (count: number): Candles => {
  const candles = newCandles(count);
  for (let index = 0; index < count; index++) candles.time[index] = START + index * DAY;
  return candles;
};

const cut = (wish: Partial<WindowWish>, count = 100, most = 1_000) =>
  cutWindow(daily(count), { limit: 1_000, ...wish }, most);

const dayOf = (place: number): string => new Date(START + place * DAY).toISOString().slice(0, 10);

describe("the window that is cut from a series", () => {
  it.for<[string, Partial<WindowWish>, number, number]>([
    ["thirty days where nothing is said", {}, 70, 100],
    ["one day is one candle", { days: 1 }, 99, 100],
    ["days back from the newest", { days: 7 }, 93, 100],
    ["days back from `to`, whose day counts whole", { days: 7, to: dayOf(49) }, 43, 50],
    ["a time counts as it stands", { days: 7, to: `${dayOf(49)}T00:00:00Z` }, 42, 49],
    ["from", { from: dayOf(90) }, 90, 100],
    ["from and to", { from: dayOf(10), to: dayOf(19) }, 10, 20],
    ["an offset is heeded", { from: `${dayOf(10)}T02:00:00+02:00`, to: dayOf(10) }, 10, 11],
    ["the newest where there are too many", { days: 50, limit: 10 }, 90, 100],
  ])("%s", ([, wish, start, end]) => {
    const window = cut(wish);
    expect(window).toMatchObject({ ok: true, value: { start, end, clamped: [] } });
  });

  it("tells how many there were before the limit", () => {
    expect(cut({ days: 50, limit: 10 })).toMatchObject({ value: { total: 50 } });
  });

  it.for<[string, Partial<WindowWish>, object]>([
    ["days", { days: 1_000 }, { field: "days", asked: 1_000, used: 99 }],
    ["from", { from: "2020-01-01" }, { field: "from", asked: "2020-01-01", used: new Date(START).toISOString() }],
    ["to", { to: "2030-01-01" }, { field: "to", asked: "2030-01-01" }],
    ["limit", { limit: 5_000 }, { field: "limit", asked: 5_000, used: 1_000 }],
  ])("cuts %s to what there is, and says so", ([, wish, clamp]) => {
    expect(cut(wish)).toMatchObject({ ok: true, value: { clamped: [clamp] } });
  });

  it.for<[string, Partial<WindowWish>, string]>([
    ["days and from", { days: 3, from: dayOf(3) }, "days"],
    ["from after to", { from: dayOf(9), to: dayOf(3) }, "from"],
    ["from after the data", { from: dayOf(500) }, "from"],
    ["to before the data", { to: "2020-01-01" }, "to"],
  ])("refuses %s", ([, wish, field]) => {
    const window = cut(wish);
    expect(window).toMatchObject({ ok: false, error: { code: "validation_failed", fields: [{ field }] } });
  });

  it("names a gap where the window lies in one", () => {
    const candles = daily(100);
    for (let place = 50; place < 100; place++) candles.time[place] = (candles.time[place] ?? 0) + 20 * DAY;
    expect(cutWindow(candles, { limit: 10, from: dayOf(55), to: dayOf(60) }, 10)).toMatchObject({
      ok: false,
      error: { detail: "from and `to` have no candle between them: there is a gap." },
    });
  });

  it("has nothing to cut from an empty series", () => {
    expect(cut({}, 0)).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });

  it("knows the oldest candle before it has seen any", () => {
    const newest = START + 99 * DAY;
    expect(oldestOf({ limit: 1, days: 7 }, newest)).toBe(newest - 7 * DAY);
    expect(oldestOf({ limit: 1, days: 7, to: dayOf(49) }, newest)).toBe(START + 43 * DAY);
    expect(oldestOf({ limit: 1, from: dayOf(3) }, newest)).toBe(START + 3 * DAY);
  });
});
