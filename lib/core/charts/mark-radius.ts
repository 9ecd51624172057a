/** A mark of 100 MB has this radius, pixels; areas follow the size. */
const AT_100_MB = 7;
/** What is smaller would not be seen. */
const LEAST = 5;
const MOST = 32;

/** Up to this size all marks are the same. */
export const SMALLEST_MB = 50;

/** Radius of a round mark whose area stands for megabytes; a mark of another shape has the same area. */
export const markRadius = (sizeMb: number | null): number =>
  Math.min(MOST, Math.max(LEAST, AT_100_MB * Math.sqrt((sizeMb ?? 0) / 100)));
