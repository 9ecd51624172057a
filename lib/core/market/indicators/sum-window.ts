/**
 * Sums of the last `period` numbers at each place; NaN before there are so many. Numbers must be finite.
 *
 * Nothing is ever taken away from a sum, so that nothing drifts: the row is cut into blocks of one period, and a window is the end of
 * one block and the beginning of the next (van Herk 1992, Gil and Werman 1993). Two additions a number, whatever the period.
 */
export function sumWindow(values: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(values.length).fill(Number.NaN, 0, period - 1);
  const ends = new Float64Array(period);
  for (let block = 0; block < values.length; block += period) {
    const length = Math.min(period, values.length - block);
    let beginning = 0;
    for (let k = 0; k < length; k++) {
      beginning += values[block + k] ?? 0;
      if (k === period - 1) sums[block + k] = beginning;
      else if (block > 0) sums[block + k] = (ends[k + 1] ?? 0) + beginning;
    }
    let end = 0;
    for (let k = length - 1; k >= 0; k--) {
      end += values[block + k] ?? 0;
      ends[k] = end;
    }
  }
  return sums;
}
