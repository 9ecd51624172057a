import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LivePlot } from "./live-plot";
import { settleAxis } from "./settle-axis";

const plot = (values: readonly (number | null)[], more: Partial<LivePlot> = {}) => ({
  form: "rate" as const,
  shape: "lines" as const,
  scale: "linear" as const,
  ...more,
  layers: [{ key: "a", label: "a", values }],
});

describe("settleAxis", () => {
  it.each([
    [[0.7], [0, 0.4, 0.8]],
    [[1.2], [0, 0.5, 1, 1.5]],
    [[7], [0, 4, 8]],
    [[412], [0, 200, 400, 600]],
    [[0.013], [0, 0.005, 0.01, 0.015]],
    [[0], [0, 1]],
    [[null], [0, 1]],
    [[], [0, 1]],
  ])("has round marks above %j", (values, ticks) => expect(settleAxis(plot(values), null).ticks).toEqual(ticks));

  it("counts in whole numbers", () => {
    for (const most of [1, 2, 3, 4, 5, 6, 9, 12, 99]) {
      const { ticks, high } = settleAxis(plot([most], { form: "count" }), null);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(high).toBeGreaterThanOrEqual(most);
    }
  });

  it("adds up what is stacked", () => {
    const layers = [1, 2].map((nth) => ({ key: `${nth}`, label: "", values: [3, null, 4] }));
    expect(settleAxis({ ...plot([]), shape: "stack", layers }, null).high).toBe(8);
  });

  it("keeps the axis before while it fits, and shrinks when less than a third is used", () => {
    const first = settleAxis(plot([7.9]), null);
    expect(first.high).toBe(8);
    expect(settleAxis(plot([2.5]), first)).toBe(first);
    expect(settleAxis(plot([8.1]), first).high).toBe(10);
    expect(settleAxis(plot([2]), first).high).toBe(2);
    const none = settleAxis(plot([0]), null);
    expect(settleAxis(plot([0]), none)).toBe(none);
  });

  it("does not twitch where a value goes up and down by a tenth", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => {
        const high = settleAxis(plot([value * 1.1]), null);
        expect(settleAxis(plot([value]), high)).toBe(high);
      }),
    );
  });

  it("holds every value, whatever came before", () => {
    const values = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, values, fc.constantFrom("rate", "count", "ms"), (a, b, form) => {
        const before = settleAxis(plot(a, { form }), null);
        const { high, ticks } = settleAxis(plot(b, { form }), before);
        expect(high).toBeGreaterThanOrEqual(Math.max(...b) * (1 - 1e-6) - 1e-9);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.at(-1)).toBe(high);
      }),
    );
  });

  it("has whole decades where it is logarithmic, and keeps them", () => {
    const log = (values: readonly number[]) => plot(values, { form: "ms", scale: "log" });
    const first = settleAxis(log([0.4, 700]), null);
    expect(first.ticks).toEqual([0.1, 1, 10, 100, 1000]);
    expect(settleAxis(log([1.1, 90]), null).ticks).toEqual([1, 10, 100]);
    expect(settleAxis(log([1.1, 700]), first)).toBe(first);
    expect(settleAxis(log([1.1, 9]), first).ticks).toEqual([1, 10]);
    expect(settleAxis(log([5]), null).ticks).toEqual([1, 10]);
  });

  it("is one for all shares", () => {
    expect(settleAxis(plot([0.01], { form: "share" }), null)).toEqual({ low: 0, high: 1, ticks: [0, 0.5, 1] });
  });
});
