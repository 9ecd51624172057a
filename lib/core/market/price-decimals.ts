const LEAST = 2;
const MOST = 12;
const SIGNIFICANT = 4;

/** Decimals that a price is written with: two, and for small prices as many as four significant digits take, twelve at the most. */
export function priceDecimals(price: number): number {
  if (price === 0 || !Number.isFinite(price)) return LEAST;
  // By way of its digits: 0.99999 is written as 1, and has as many decimals as that.
  const power = Number(price.toExponential(SIGNIFICANT - 1).split("e")[1]);
  return Math.min(MOST, Math.max(LEAST, SIGNIFICANT - 1 - power));
}
