/** When a chunk was through, in milliseconds of any clock, and how many texts of the job were through with it. */
export type PaceMark = readonly [at: number, done: number];

/** So many of the latest chunks say how fast a job goes. */
export const KEPT_MARKS = 20;

/** Texts a second between the oldest mark and now, so that standing still shows; null with less than two marks. */
export function jobPace(marks: readonly PaceMark[], now: number): number | null {
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last || first === last || now <= first[0]) return null;
  return ((last[1] - first[1]) / (now - first[0])) * 1000;
}
