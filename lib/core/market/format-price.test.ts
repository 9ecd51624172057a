import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPrice } from "./format-price";
import { priceDecimals } from "./price-decimals";

describe("a price in digits", () => {
  it.each([
    [93_888.85, "93,888.85"],
    [3_187.9, "3,187.90"],
    [1_234_567.891, "1,234,567.89"],
    [150.2, "150.20"],
    [13.454, "13.45"],
    [2.3456, "2.346"],
    [1, "1.000"],
    [0.6213, "0.6213"],
    [0.99996, "1.000"],
    [0.000012341, "0.00001234"],
    [1e-8, "0.00000001000"],
    [1e-15, "0.000000000000"],
    [0, "0.00"],
    [-3_187.9, "-3,187.90"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("%d is %s", (price, text) => {
    expect(formatPrice(price)).toBe(text);
  });

  it("reads back to the price within half of its last of four digits", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 1e6, noNaN: true }), (price) => {
        const back = Number(formatPrice(price).replaceAll(",", ""));
        expect(Math.abs(back - price) / price).toBeLessThanOrEqual(0.5e-3 * (1 + 1e-9));
        expect(priceDecimals(price)).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
