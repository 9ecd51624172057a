import { describe, expect, it } from "vitest";
import { binConfidence, expectedCalibrationError, measureLabels } from "./metrics";

describe("measureLabels", () => {
  it("meets figures worked out by hand", () => {
    // a: 2 of 3 found, claimed 3 times; b: 1 of 2 found, claimed twice; c: 1 of 1 found, claimed once.
    const found = measureLabels(["a", "a", "a", "b", "b", "c"], ["a", "a", "b", "b", "a", "c"], ["a", "b", "c"]);
    expect(found.accuracy).toBeCloseTo(4 / 6, 12);
    expect(found.classes[0]).toEqual({ label: "a", precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 });
    expect(found.classes[1]).toEqual({ label: "b", precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    expect(found.macroF1).toBeCloseTo((2 / 3 + 0.5 + 1) / 3, 12);
  });

  it("gives 0 to a class that is never claimed", () => {
    const found = measureLabels(["a", "b"], ["a", "a"], ["a", "b"]);
    expect(found.classes[1]).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(found.macroF1).toBeCloseTo(1 / 3, 12);
  });

  it("refuses lists of different length", () => {
    expect(() => measureLabels(["a"], [], ["a"])).toThrow(RangeError);
  });
});

describe("calibration", () => {
  it("weighs the gap of each bin by its count", () => {
    // Two texts of confidence .9, one right: gap .4; two of .3, both right: gap .7; mean .55.
    const bins = binConfidence([0.9, 0.9, 0.3, 0.3], [true, false, true, true], 10);
    expect(expectedCalibrationError(bins)).toBeCloseTo(0.55, 12);
    expect(bins.filter((bin) => bin.count > 0).map((bin) => bin.accuracy)).toEqual([1, 0.5]);
  });

  it("is 0 where confidence is what happens, and for no texts", () => {
    expect(expectedCalibrationError(binConfidence([0.5, 0.5], [true, false]))).toBe(0);
    expect(expectedCalibrationError(binConfidence([], []))).toBe(0);
  });

  it("puts a bound into the bin below it, 0 into the first and 1 into the last", () => {
    const bins = binConfidence([0, 0.5, 1], [true, true, true], 2);
    expect(bins.map((bin) => bin.count)).toEqual([2, 1]);
  });
});
