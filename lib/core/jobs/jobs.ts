import type { Item } from "../../contracts/item";
import type { JobState } from "../../contracts/job";
import type { Category, EngineName, Label, Thresholds } from "../../contracts/verdict";
import type { AppError, Result } from "../errors";
import type { StoreLook } from "../ports";

/** How the texts of a job are to be read, as its request said it. */
export interface JobOptions {
  readonly category: Category;
  readonly model?: string | undefined;
  readonly models?: readonly string[] | undefined;
  readonly use_ensemble: boolean;
  readonly use_cache: boolean;
  readonly explain: boolean;
}

export interface NewJob {
  readonly texts: readonly unknown[];
  readonly options: JobOptions;
  /** The same key with the same texts and options gives the job that is there already. */
  readonly key?: string | undefined;
}

/** What the results of a job, or of a part of it, come to. */
export interface JobTally {
  readonly done: number;
  readonly failed: number;
  readonly abstained: number;
  readonly counts: Readonly<Record<Label, number>>;
  readonly engines: Readonly<Partial<Record<EngineName, number>>>;
  readonly thresholds: Readonly<Partial<Record<EngineName, Thresholds>>>;
}

/** A job as it stands. Times are milliseconds since the epoch. */
export interface JobLook {
  readonly id: string;
  readonly state: JobState;
  readonly total: number;
  readonly tally: JobTally;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly expiresAt: number | null;
  /** Jobs before it, while it is queued. */
  readonly position: number | null;
  /** Texts a second, lately. */
  readonly perSecond: number | null;
  readonly waitsBecause: string | null;
  readonly error: Pick<AppError, "code" | "detail"> | null;
}

/** Texts that are read together. `items` is null until they are. */
export interface JobChunk {
  /** Places of the first text and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Empty where they were not asked for. */
  readonly texts: readonly unknown[];
  readonly items: readonly Item[] | null;
}

export interface ChunkReading {
  readonly items: readonly Item[];
  readonly thresholds: JobTally["thresholds"];
}

/** Reads the texts of a chunk. Errors: cancelled; any other is one of the job as a whole. */
export type ReadChunk = (
  texts: readonly unknown[],
  options: JobOptions,
  signal: AbortSignal,
) => Promise<Result<ChunkReading>>;

/**
 * Keeps jobs and works them off, through restarts: each text gets exactly one result. Errors of all: unavailable (what it is kept in does
 * not answer or is full), not_found (never was, or has expired).
 */
export interface Jobs {
  /** Errors besides: key_reused. */
  create(job: NewJob): Promise<Result<{ readonly look: JobLook; readonly replayed: boolean }>>;
  look(id: string): Promise<Result<JobLook>>;
  /** The chunk that holds text number `at`; null behind the last one. */
  chunkAt(id: string, at: number, wanted: { readonly texts: boolean }): Promise<Result<JobChunk | null>>;
  /** Ends a job that has not ended, and says how it stands. */
  cancel(id: string): Promise<Result<JobLook>>;
  /** How the place is where they are kept, from what is known of it. */
  store(): StoreLook;
  /** Takes up the work, also that of an earlier process. */
  start(): Promise<void>;
  /** Lays the work down, to be taken up by the next process. */
  close(): Promise<void>;
}
