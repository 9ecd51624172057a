import { expect, it } from "vitest";
import { adjustPValues } from "./adjust-p-values";

it("corrects as Benjamini and Hochberg do", () => {
  // The fifteen of their paper: at 5 % the first four are found.
  const paper = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const adjusted = adjustPValues(paper);
  expect(adjusted.filter((q) => (q ?? 1) < 0.05)).toHaveLength(4);
  expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4);
  // No more than that of a greater one.
  expect(adjusted[5]).toBeCloseTo((0.0344 * 15) / 8);
  expect(adjusted[14]).toBe(1);
});

it("passes over what was not tested, in any order", () => {
  expect(adjustPValues([0.04, null, 0.01])).toEqual([0.04, null, 0.02]);
  expect(adjustPValues([null])).toEqual([null]);
  expect(adjustPValues([])).toEqual([]);
});
