import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareStudy } from "./prepare-study";

type Groups = Parameters<typeof prepareStudy>[0]["groups"];
type Curve = Groups[number]["curve"];

const groupsOf = (curve: Curve): Groups => [
  { label: "bullish", cells: [], curve },
  { label: "bearish", cells: [], curve: [] },
];

describe("a study drawn", () => {
  it("has its curve and band in per cent, and an axis of round numbers with zero in view", () => {
    const groups = groupsOf([
      { bar: 0, mean: 0, placebo_low: 0, placebo_high: 0 },
      { bar: 1, mean: 0.0042, placebo_low: 0.001, placebo_high: 0.002 },
    ]);
    expect(prepareStudy({ groups }, "bullish")).toEqual({
      points: [
        { bar: 0, mean: 0, band: [0, 0] },
        { bar: 1, mean: 0.42, band: [0.1, 0.2] },
      ],
      domain: [0, 0.5],
      ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      decimals: 1,
    });
  });

  it("has no points with too few stories, and an axis all the same", () => {
    for (const label of ["bearish", "neutral"] as const) {
      const chart = prepareStudy({ groups: groupsOf([]) }, label);
      expect(chart.points).toEqual([]);
      expect(chart.domain[0]).toBeLessThan(chart.domain[1]);
    }
  });

  it("has a band of no width where none is known", () => {
    const groups = groupsOf([{ bar: 1, mean: -0.01, placebo_low: null, placebo_high: null }]);
    expect(prepareStudy({ groups }, "bullish").points).toEqual([{ bar: 1, mean: -1, band: [-1, -1] }]);
  });

  it("shows all of it, whatever it is", () => {
    const share = fc.double({ min: -3, max: 3, noNaN: true });
    const point = fc.record({ bar: fc.nat(24), mean: share, placebo_low: share, placebo_high: share });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), (curve) => {
        const { points, domain, ticks, decimals } = prepareStudy({ groups: groupsOf(curve) }, "bullish");
        const values = [0, ...points.flatMap(({ mean, band }) => [mean, ...band])];
        expect(Math.min(...values)).toBeGreaterThanOrEqual(domain[0] - 1e-6);
        expect(Math.max(...values)).toBeLessThanOrEqual(domain[1] + 1e-6);
        expect([ticks[0], ticks.at(-1)]).toEqual(domain);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
      }),
    );
  });
});
