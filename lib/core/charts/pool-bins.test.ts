import { describe, expect, it } from "vitest";
import { poolBins } from "./pool-bins";

describe("poolBins", () => {
  it("adds counts and weighs means by them, in the order of confidence", () => {
    const pooled = poolBins([
      [
        [0.8, 0.9, 10, 0.85, 0.9],
        [0.4, 0.5, 1, 0.45, 0],
      ],
      [[0.8, 0.9, 30, 0.81, 0.7]],
    ]);
    expect(pooled.map(({ from, count }) => [from, count])).toEqual([
      [0.4, 1],
      [0.8, 40],
    ]);
    expect(pooled[1]?.confidence).toBeCloseTo(0.82, 12);
    expect(pooled[1]?.accuracy).toBeCloseTo(0.75, 12);
  });

  it("knows no empty bin", () => expect(poolBins([[], []])).toEqual([]));
});
