import { describe, expect, it } from "vitest";
import { describeReliability } from "./describe-reliability";
import { prepareReliability } from "./prepare-reliability";

const bin = (at: number, count: number, confidence: number, accuracy: number) => ({
  from: at / 15,
  to: (at + 1) / 15,
  count,
  confidence,
  accuracy,
});

describe("prepareReliability", () => {
  it("shows every bin from a third to one, and a gap where nothing was read", () => {
    const { points, texts, start, most } = prepareReliability([bin(14, 100, 0.97, 0.95), bin(12, 20, 0.83, 0.5)]);
    expect(points).toHaveLength(10);
    expect(points.map(({ accuracy }) => accuracy)).toEqual([null, null, null, null, null, null, null, 0.5, null, 0.95]);
    expect(points[8]).toMatchObject({ count: 0, spread: null });
    expect(points.map(({ few }) => few).filter(Boolean)).toHaveLength(1);
    expect({ texts, most }).toEqual({ texts: 120, most: 100 });
    expect(start.confidence).toBeCloseTo(1 / 3, 12);
  });

  it("takes a share of nothing for a value, and begins the axis below it", () => {
    const { points, start } = prepareReliability([bin(6, 10, 0.45, 0)]);
    expect(points[1]?.accuracy).toBe(0);
    expect(start.accuracy).toBe(0);
  });

  it("gives the interval that a textbook gives", () => {
    // 50 of 100: from .404 to .596 by the score interval.
    const [below = 0, above = 0] = prepareReliability([bin(8, 100, 0.55, 0.5)]).points[3]?.spread ?? [];
    expect(below).toBeCloseTo(0.0962, 3);
    expect(above).toBeCloseTo(0.0962, 3);
  });

  it("begins earlier where a confidence of exactly a third was given", () =>
    expect(prepareReliability([bin(4, 1, 1 / 3, 1)]).points).toHaveLength(11));

  it("has ten gaps for no texts", () => {
    const plot = prepareReliability([]);
    expect(plot.points.every(({ accuracy }) => accuracy === null)).toBe(true);
    expect(describeReliability(plot, { all: null, crypto: null })).toBe(
      "0 texts: too few to say how often it is right.",
    );
  });
});

describe("describeReliability", () => {
  it("names the surest texts, the greatest gap and the mean gap", () => {
    const plot = prepareReliability([bin(14, 1200, 0.97, 0.95), bin(9, 50, 0.62, 0.5), bin(5, 3, 0.37, 1)]);
    expect(describeReliability(plot, { all: 0.0216, crypto: null })).toBe(
      "1,253 texts. At its surest it says 97% and is right in 95% (1,200 texts). Furthest off: it says 62% and is right in 50% (50). On average, over all sets with neutral texts, confidence and share right are 2.2 points apart.",
    );
  });
});
