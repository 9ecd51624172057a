// ln 2 in two parts: products of the first with small whole numbers are exact.
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;
const MOST = 60;
const HIGHEST = 90;

const powersOfTwo = new Float64Array(2 * HIGHEST + 1).fill(1);
for (let at = 1; at <= HIGHEST; at += 1) {
  powersOfTwo[HIGHEST + at] = (powersOfTwo[HIGHEST + at - 1] ?? 0) * 2;
  powersOfTwo[HIGHEST - at] = (powersOfTwo[HIGHEST - at + 1] ?? 0) / 2;
}

/**
 * e to the power of x within 1e-10 of it, for x within 60 of zero (what is beyond is cut to that). Math.exp may differ in
 * the last bit from engine to engine; this has sums and products alone (Taylor's, to the ninth power).
 */
export function exp(x: number): number {
  const power = Math.max(-MOST, Math.min(MOST, x));
  const twos = Math.round(power * Math.LOG2E);
  const r = power - twos * LN_2_HIGH - twos * LN_2_LOW;
  const square = r * r;
  const low = 1 + r + square * (1 / 2 + r * (1 / 6));
  const middle = 1 / 24 + r * (1 / 120) + square * (1 / 720 + r * (1 / 5_040));
  const high = 1 / 40_320 + r * (1 / 362_880);
  const fourth = square * square;
  return (low + fourth * (middle + fourth * high)) * (powersOfTwo[twos + HIGHEST] ?? 0);
}
