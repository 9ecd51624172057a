import type { Classes } from "../../core/neural/neural-model";

/** Where a network is and which of its files is meant. */
export interface ModelSource {
  /** On the Hub: owner/name; else for people. */
  readonly name: string;
  /** Absolute path, or null for a model of the Hub. */
  readonly folder: string | null;
  readonly revision: string;
  readonly dtype: "fp32" | "q8";
  /** SHA-256 by file; none where nobody published any. */
  readonly hashes: Readonly<Record<string, string>>;
  /** Where files of the Hub are kept. */
  readonly cacheDir: string | null;
  readonly hubOrigin: string | null;
}

/** What a reading process is asked. */
export interface Job {
  readonly source: ModelSource;
  readonly texts: readonly string[];
  /** A process that takes longer over it is ended. */
  readonly mostMs: number;
}

/** What it tells while it fetches: the share of the files that is here, from 0 to 1. */
export interface Progress {
  readonly fetched: number;
}

/** What it answers: one answer for each job, one job at a time. */
export type Answer = { readonly rssMb: number } & (
  | { readonly ok: true; readonly value: Classes }
  | { readonly ok: false; readonly code: string; readonly detail: string; readonly cause: string }
);
