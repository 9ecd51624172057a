import { expect, test } from "vitest";
import { countOf } from "./count-of";
import { formatPercent } from "./format-percent";

test("a percent has its sign, and none where it is shown as none", () => {
  expect([0.42, -1.034, 0.004, -0.004, 0].map((percent) => formatPercent(percent))).toEqual([
    "+0.42%",
    "−1.03%",
    "0.00%",
    "0.00%",
    "0.00%",
  ]);
  expect(formatPercent(-3.25, 1)).toBe("−3.3%");
});

test("a count has its noun, in the plural that it has", () => {
  expect([countOf(1, "row"), countOf(1_204, "row")]).toEqual(["1 row", "1,204 rows"]);
  expect([countOf(1, "story", "stories"), countOf(2, "story", "stories")]).toEqual(["1 story", "2 stories"]);
});
