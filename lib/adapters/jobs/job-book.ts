import { hasEnded } from "../../contracts/job";
import { jobPace, type PaceMark } from "../../core/jobs/job-pace";
import type { JobLook } from "../../core/jobs/jobs";
import { bytesOf, type JobRecord, totalOf } from "./job-record";

/** A job of this process: what is on disk, and what is known of it only here. */
export interface Entry {
  record: JobRecord;
  marks: PaceMark[];
  waitsBecause: string | null;
}

/** All jobs that are kept, in memory: some kilobytes each, and their number is capped. */
export interface JobBook {
  /** A job that is known already gets the record as its new one. */
  put(record: JobRecord): Entry;
  get(id: string): Entry | undefined;
  /** One that has not expired. */
  byKey(keyHash: string, now: number): Entry | undefined;
  remove(id: string): void;
  /** Those that have not ended, oldest first. */
  open(): readonly Entry[];
  all(): readonly Entry[];
  bytes(): number;
  look(entry: Entry): JobLook;
  expiresAt(entry: Entry): number | null;
}

export function createJobBook(keepMs: number): JobBook {
  const entries = new Map<string, Entry>();
  const all = (): readonly Entry[] => [...entries.values()];
  const open = (): readonly Entry[] =>
    all()
      .filter(({ record }) => !hasEnded(record.state))
      .toSorted((a, b) => a.record.createdAt - b.record.createdAt || (a.record.id < b.record.id ? -1 : 1));
  const expiresAt = ({ record }: Entry): number | null => (record.endedAt === null ? null : record.endedAt + keepMs);
  return {
    put(record) {
      const known = entries.get(record.id);
      if (known) {
        known.record = record;
        return known;
      }
      const entry: Entry = { record, marks: [], waitsBecause: null };
      entries.set(record.id, entry);
      return entry;
    },
    get: (id) => entries.get(id),
    byKey: (keyHash, now) =>
      all().find((entry) => entry.record.keyHash === keyHash && (expiresAt(entry) ?? Number.POSITIVE_INFINITY) > now),
    remove: (id) => entries.delete(id),
    open,
    all,
    bytes: () => all().reduce((sum, { record }) => sum + bytesOf(record), 0),
    look(entry) {
      const { id, state, tally, createdAt, startedAt, endedAt, error } = entry.record;
      return {
        id,
        state,
        total: totalOf(entry.record),
        tally,
        createdAt,
        startedAt,
        endedAt,
        expiresAt: expiresAt(entry),
        position: state === "queued" ? open().indexOf(entry) : null,
        perSecond: state === "running" ? jobPace(entry.marks, performance.now()) : null,
        waitsBecause: entry.waitsBecause,
        error,
      };
    },
    expiresAt,
  };
}
