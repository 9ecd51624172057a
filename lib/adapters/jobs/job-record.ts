import { hasEnded, type JobState, jobStates } from "../../contracts/job";
import type { JobLook, JobOptions, JobTally } from "../../core/jobs/jobs";

/** A job as it stands on disk. Results behind the last of `resultEnds` do not count: their chunk is read again. */
export interface JobRecord {
  readonly version: 1;
  readonly id: string;
  readonly keyHash: string | null;
  readonly fingerprint: string;
  readonly options: JobOptions;
  readonly state: JobState;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: JobLook["error"];
  readonly tally: JobTally;
  readonly starts: readonly number[];
  /** Where the pack of each chunk ends, in bytes. */
  readonly textEnds: readonly number[];
  readonly resultEnds: readonly number[];
  /** Name of the file of the results, which each holder has of its own. */
  readonly resultsFile?: string;
}

/** A record that this version wrote; null for anything else. */
export function parseRecord(text: string): JobRecord | null {
  try {
    const raw: Partial<JobRecord> | null = JSON.parse(text);
    const fits =
      raw?.version === 1 &&
      typeof raw.id === "string" &&
      typeof raw.createdAt === "number" &&
      jobStates.some((state) => state === raw.state) &&
      Array.isArray(raw.starts) &&
      Array.isArray(raw.textEnds) &&
      Array.isArray(raw.resultEnds) &&
      raw.textEnds.length === raw.starts.length - 1 &&
      (hasEnded(raw.state ?? "failed") || typeof raw.tally?.done === "number");
    // The file was written whole by this program; what is checked is that it was this one.
    return fits ? (raw as JobRecord) : null;
  } catch {
    return null;
  }
}

export const totalOf = ({ starts }: JobRecord): number => starts.at(-1) ?? 0;

export const bytesOf = ({ textEnds, resultEnds }: JobRecord): number =>
  (textEnds.at(-1) ?? 0) + (resultEnds.at(-1) ?? 0);
