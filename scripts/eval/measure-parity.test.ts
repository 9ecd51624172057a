import { describe, expect, it } from "vitest";
import { measureParity } from "./measure-parity";

describe("measureParity", () => {
  it("meets figures worked out by hand", () => {
    const one = [
      { bullish: 0.6, neutral: 0.3, bearish: 0.1 },
      { bullish: 0.4, neutral: 0.3, bearish: 0.3 },
    ];
    const other = [
      { bullish: 0.6, neutral: 0.3, bearish: 0.1 },
      { bullish: 0.3, neutral: 0.4, bearish: 0.3 },
    ];
    const { same_label, mean_difference, most_difference } = measureParity(one, other);
    expect(same_label).toBe(0.5);
    expect(mean_difference).toBeCloseTo(0.2 / 6, 12);
    expect(most_difference).toBeCloseTo(0.1, 12);
  });

  it("refuses readings of different texts", () => {
    expect(() => measureParity([{ bullish: 1, neutral: 0, bearish: 0 }], [])).toThrow(RangeError);
  });
});
