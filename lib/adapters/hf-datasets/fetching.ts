import type { HubBody, HubClient, HubFile } from "./hub-client";
import type { Pace } from "./write-body";

/** A file of the Hub as an earlier run left it on this machine. */
interface Earlier {
  readonly file: string;
  readonly etag: string;
  /** True: only the columns that matter are in it, at their true places. */
  readonly isSparse: boolean;
}

/** A file that was brought to this machine. */
export interface Fetched {
  readonly etag: string | null;
  readonly commit: string | null;
  readonly modified: number | null;
  /** Of the whole file, as it lies upstream. */
  readonly size: number;
  /** What was sent for it. */
  readonly bytes: number;
  /** What it takes here. */
  readonly diskBytes: number;
  readonly isSparse: boolean;
}

export interface FetchJob {
  readonly client: HubClient;
  readonly file: HubFile;
  /** Where to write it. */
  readonly to: string;
  readonly earlier: Earlier | null;
  readonly mostBytes: number;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

export const fetchedOf = (
  opened: HubBody,
  rest: Pick<Fetched, "size" | "bytes" | "diskBytes" | "isSparse">,
): Fetched => ({
  etag: opened.etag,
  commit: opened.commit,
  modified: opened.modified,
  ...rest,
});
