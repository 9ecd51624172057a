import { describe, expect, it } from "vitest";
import { NOW, seriesOf } from "../../../tests/charts/series";
import { prepareFrame } from "./prepare-frame";

describe("prepareFrame", () => {
  it("has a place for every slot, and ends with the slot of now", () => {
    const frame = prepareFrame(seriesOf("15m", {}, { filled: true }));
    expect(frame.rows).toHaveLength(90);
    expect(new Date(frame.to).toISOString()).toBe("2026-11-21T10:42:20.000Z");
    expect(frame.to - frame.from).toBe(900_000);
    expect(frame.rows.every((row) => row !== null)).toBe(true);
    expect(frame.gaps).toEqual([]);
  });

  it.each([
    ["15m", 90, "10:30"],
    ["24h", 288, "12:00"],
    ["30d", 360, "26 Oct"],
  ] as const)("has the places and marks of %s", (window, places, first) => {
    const { rows, ticks, from, to } = prepareFrame(seriesOf(window, {}));
    expect(rows).toHaveLength(places);
    expect(ticks[0]?.label).toBe(first);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    expect(ticks.every(({ at }) => at >= from && at < to)).toBe(true);
  });

  it("stands still while the slot of now goes on", () => {
    const at = (now: number) => prepareFrame(seriesOf("15m", {}, { filled: true, now }));
    expect(at(NOW).from).toBe(at(NOW + 2_000).from);
    expect(at(NOW).ticks).toEqual(at(NOW + 2_000).ticks);
    expect(at(NOW + 4_000).from).toBe(at(NOW).from + 10_000);
  });

  it("calls missing slots gaps, and not the slot of now", () => {
    const { gaps, latest } = prepareFrame(seriesOf("15m", { 89: {}, 50: {}, 49: {}, 3: {} }));
    expect(gaps).toEqual([
      { first: 1, last: 38 },
      { first: 41, last: 85 },
      { first: 87, last: 88 },
    ]);
    expect(latest).toBe(86);
  });

  it("counts the seconds of now that have passed, and reads it once a third is over", () => {
    const at = (second: number) =>
      prepareFrame(seriesOf("15m", { 0: {}, 1: {} }, { now: Date.parse(`2026-11-21T10:42:1${second}Z`) }));
    expect(at(7)).toMatchObject({ young: false, latest: 89 });
    expect(at(7).seconds.at(-1)).toBe(7);
    expect(at(7).seconds.at(-2)).toBe(10);
    expect(at(3)).toMatchObject({ young: true, latest: 88 });
  });

  it("is not thrown off by a clock that is a few milliseconds ahead, or by minutes", () => {
    const little = prepareFrame(seriesOf("15m", {}, { filled: true, ahead: 3 }));
    expect(little.from % 10_000).toBe(0);
    expect(little.gaps).toEqual([]);
    const much = prepareFrame(seriesOf("15m", {}, { filled: true, ahead: 4_000 }));
    expect(much.from % 10_000).toBe(6_000);
    expect(much.gaps).toEqual([]);
  });

  it("leaves slots of another time out", () => {
    const { rows, latest, gaps } = prepareFrame({
      ...seriesOf("15m", {}),
      slots: seriesOf("15m", { 0: {} }, { now: NOW - 86_400_000 }).slots,
    });
    expect(rows.every((row) => row === null)).toBe(true);
    expect(latest).toBeNull();
    expect(gaps).toEqual([{ first: 0, last: 88 }]);
  });
});
