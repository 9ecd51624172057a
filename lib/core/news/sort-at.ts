import type { Moment } from "./news-item";

/** Told to the day at least: what is coarser says nothing of the order. */
const PLACED: ReadonlySet<Moment["precision"]> = new Set(["second", "minute", "day"]);

/** Whether a day is told. */
export const isDated = (published: Moment | null): boolean => published !== null && PLACED.has(published.precision);

/** Archives tell only the year of what is old: it belongs there all the same, not among today's. */
const OLD_MS = 400 * 86_400_000;

/**
 * Where an item stands in lists: when it was published, or when it was first seen where that is not told, lies in the future, or is told
 * by month or year of late.
 */
export function sortAt(published: Moment | null, firstSeenAt: number): number {
  if (published === null || published.at > firstSeenAt) return firstSeenAt;
  return isDated(published) || firstSeenAt - published.at > OLD_MS ? published.at : firstSeenAt;
}
