import { MOST_BUCKETS } from "./buckets";
import { MOST_NAMES, type Sheet } from "./sheet";

/** Names have parts, so that none is the name of something that every object has. */
const NAME = /^(?=.{1,200}$)[\w.-]+(\/[\w.-]+)+$/;

/** Reads what was kept as a sheet; null when it is anything else, be it by one number. */
export function parseSheet(value: unknown): Sheet | null {
  if (!isRecord(value) || Object.keys(value).length !== 2) return null;
  const counts = parseCounts(value.counts, isName);
  if (counts === null || !isRecord(value.times)) return null;
  const times: Record<string, Record<string, number>> = {};
  for (const [name, kept] of Object.entries(value.times)) {
    const buckets = parseCounts(kept, isBucket);
    if (buckets === null || !isName(name)) return null;
    times[name] = buckets;
  }
  return Object.keys(times).length > MOST_NAMES ? null : { counts, times };
}

function parseCounts(value: unknown, isName: (name: string) => boolean): Record<string, number> | null {
  if (!isRecord(value)) return null;
  const entries = Object.entries(value);
  const counts: Record<string, number> = {};
  for (const [name, count] of entries) {
    if (!isName(name) || !isCount(count)) return null;
    counts[name] = count;
  }
  return entries.length > MOST_NAMES ? null : counts;
}

export const isName = (name: string): boolean => NAME.test(name);

/** The number of a bucket, in digits. */
export const isBucket = (name: string): boolean => /^(0|[1-9]\d{0,3})$/.test(name) && Number(name) < MOST_BUCKETS;

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
