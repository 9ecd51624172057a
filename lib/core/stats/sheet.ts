import { bucketOf, durationOf } from "./buckets";

/**
 * What was counted in some time, by name; and durations by name, counted in buckets. Plain data: it goes into files and into Redis as
 * it is, and two sheets added up are one.
 */
export interface Sheet {
  readonly counts: Record<string, number>;
  readonly times: Record<string, Record<string, number>>;
}

/** Names come from closed lists; a file of someone else shall not make it more. */
export const MOST_NAMES = 2_000;

export const emptySheet = (): Sheet => ({ counts: {}, times: {} });

export const isEmpty = ({ counts, times }: Sheet): boolean =>
  Object.keys(counts).length === 0 && Object.keys(times).length === 0;

export function countIn(sheet: Sheet, name: string, more = 1): void {
  sheet.counts[name] = (sheet.counts[name] ?? 0) + more;
}

/** Takes note of a duration in milliseconds. */
export const timeIn = (sheet: Sheet, name: string, ms: number): void => noteIn(sheet, name, bucketOf(ms));

/** Takes note of something by its bucket. */
export function noteIn(sheet: Sheet, name: string, bucket: number): void {
  sheet.times[name] ??= {};
  const buckets = sheet.times[name];
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
}

export function addTo(sheet: Sheet, more: Sheet): void {
  addNumbers(sheet.counts, more.counts);
  for (const [name, buckets] of Object.entries(more.times)) {
    sheet.times[name] ??= {};
    addNumbers(sheet.times[name], buckets);
  }
}

export function sumOf(sheets: Iterable<Sheet>): Sheet {
  const sum = emptySheet();
  for (const sheet of sheets) addTo(sum, sheet);
  return sum;
}

/** Nearest rank, within a fiftieth of it; null where nothing was timed. Milliseconds. */
export function percentileOf(sheet: Sheet, name: string, share: number): number | null {
  const bucket = bucketAt(sheet, name, share);
  return bucket === null ? null : durationOf(bucket);
}

/** The bucket that holds the nearest rank of a share; null where nothing was noted. */
export function bucketAt(sheet: Sheet, name: string, share: number): number | null {
  // Keys that are whole numbers stand in their order.
  const buckets = Object.entries(sheet.times[name] ?? {});
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let rank = Math.max(1, Math.ceil(total * share));
  for (const [bucket, count] of buckets) {
    rank -= count;
    if (rank <= 0) return Number(bucket);
  }
  return null;
}

function addNumbers(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
}
