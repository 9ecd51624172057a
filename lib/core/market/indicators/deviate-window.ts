/**
 * Population standard deviation (divided by the count, not by one less) of the last `period` numbers at each place; NaN before there
 * are so many. Numbers must be finite.
 *
 * Blocks as in sum-window.ts; mean and squared distances grow by Welford's steps (1962) and are put together by the formula of Chan,
 * Golub and LeVeque (1979). No great numbers are subtracted: small moves of a great price stay exact.
 */
export function deviateWindow(values: Float64Array, period: number): Float64Array {
  const deviations = new Float64Array(values.length).fill(Number.NaN, 0, period - 1);
  const shares = Float64Array.from({ length: period }, (_, k) => 1 / (k + 1));
  const one = 1 / period;
  const endMeans = new Float64Array(period);
  const endSquares = new Float64Array(period);
  for (let block = 0; block < values.length; block += period) {
    const length = Math.min(period, values.length - block);
    let mean = 0;
    let squares = 0;
    for (let k = 0; k < length; k++) {
      const value = values[block + k] ?? 0;
      const distance = value - mean;
      mean += distance * (shares[k] ?? 0);
      squares += distance * (value - mean);
      if (k === period - 1) {
        deviations[block + k] = Math.sqrt(squares * one);
      } else if (block > 0) {
        const apart = mean - (endMeans[k + 1] ?? 0);
        const between = apart * apart * (k + 1) * (period - k - 1) * one;
        deviations[block + k] = Math.sqrt((squares + (endSquares[k + 1] ?? 0) + between) * one);
      }
    }
    mean = 0;
    squares = 0;
    for (let k = length - 1; k >= 0; k--) {
      const value = values[block + k] ?? 0;
      const distance = value - mean;
      mean += distance * (shares[length - 1 - k] ?? 0);
      squares += distance * (value - mean);
      endMeans[k] = mean;
      endSquares[k] = squares;
    }
  }
  return deviations;
}
