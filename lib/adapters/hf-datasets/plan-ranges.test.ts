import { expect, it } from "vitest";
import { bytesIn, planRanges } from "./plan-ranges";

it("puts spans in order and together where little lies between", () => {
  const spans = [
    { start: 50, end: 60 },
    { start: 0, end: 10 },
    { start: 12, end: 20 },
    { start: 5, end: 8 },
    { start: 70, end: 70 },
  ];
  expect(planRanges(spans, 2)).toEqual([
    { start: 0, end: 20 },
    { start: 50, end: 60 },
  ]);
  expect(planRanges(spans, 100)).toEqual([{ start: 0, end: 60 }]);
  expect(bytesIn(planRanges(spans, 0))).toBe(28);
  expect(planRanges([], 5)).toEqual([]);
});
