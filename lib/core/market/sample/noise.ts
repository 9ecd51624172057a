import { drawNormal } from "./draw";

/** Hours from knot to knot, with the standard deviation there. */
export interface Scale {
  readonly hours: number;
  readonly sigma: number;
}

/**
 * Adds noise of several scales to `out`, which begins at hour `from`: for each, normal knots with straight lines between.
 * Whoever asks for an hour gets the same, wherever it begins.
 */
export function addNoise(out: Float64Array, from: number, stream: number, scales: readonly Scale[]): void {
  for (const { hours, sigma } of scales) {
    const ownStream = stream ^ Math.imul(hours, 0x85ebca6b);
    let at = 0;
    while (at < out.length) {
      const knot = Math.floor((from + at) / hours);
      const left = sigma * drawNormal(ownStream, knot);
      const slope = (sigma * drawNormal(ownStream, knot + 1) - left) / hours;
      const end = Math.min(out.length, (knot + 1) * hours - from);
      for (; at < end; at += 1) out[at] = (out[at] ?? 0) + left + slope * (from + at - knot * hours);
    }
  }
}

/** Mean of e to the power of twice the noise, in logarithms and halved: less this, squares average to 1. */
export const meanOf = (scales: readonly Scale[]): number =>
  // Between two knots the variance is two thirds of that of a knot, on average.
  scales.reduce((sum, { sigma }) => sum + (sigma * sigma * 2) / 3, 0);
