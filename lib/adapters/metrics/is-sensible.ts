/** What the library gives as seconds where it means the largest number of nanoseconds there is: 292 years. */
const SENSELESS_S = 2 ** 63 / 1e9;

/** A delay of the event loop that was not seen yet is NaN, or 292 years. Bytes may well be more than that number. */
export const isSensible = (metric: string, value: number): boolean =>
  !Number.isNaN(value) && !(metric.endsWith("_seconds") && value >= SENSELESS_S);
