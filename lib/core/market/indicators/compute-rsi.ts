/** Far below any price: averages of moves that are long over end here instead of losing digits one by one. */
const NOTHING = 1e-250;

const strength = (gain: number, loss: number): number => (gain + loss === 0 ? 50 : 100 * (gain / (gain + loss)));

/**
 * Relative strength index, 0 to 100: the share of gains in all moves, both smoothed by Wilder's average (J. W. Wilder, New Concepts in
 * Technical Trading Systems, 1978), seeded with the mean of the first `period` moves. First value at place `period`, as in TA-Lib.
 * Where nothing moved it is 50, neither bought nor sold; TA-Lib says 0 there, others 100.
 */
export function computeRsi(close: Float64Array, period: number): Float64Array {
  const index = new Float64Array(close.length).fill(Number.NaN, 0, period);
  if (close.length <= period) return index;
  let gain = 0;
  let loss = 0;
  for (let i = 1; i <= period; i++) {
    const move = (close[i] ?? 0) - (close[i - 1] ?? 0);
    if (move > 0) gain += move;
    else loss -= move;
  }
  gain /= period;
  loss /= period;
  index[period] = strength(gain, loss);
  for (let i = period + 1; i < close.length; i++) {
    const move = (close[i] ?? 0) - (close[i - 1] ?? 0);
    gain += (Math.max(0, move) - gain) / period;
    loss += (Math.max(0, -move) - loss) / period;
    if (gain + loss < NOTHING) {
      gain = 0;
      loss = 0;
    }
    index[i] = strength(gain, loss);
  }
  return index;
}
