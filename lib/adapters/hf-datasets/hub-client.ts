import type { Failure, Outcome } from "../../core/failure";

/** A file of a dataset. */
export interface HubFile {
  readonly dataset: string;
  readonly revision: string;
  readonly path: string;
}

/** Bytes from `start` up to and without `end`; an open end is the end of the file. Or the last so many. */
export type ByteRange = { readonly start: number; readonly end: number | null } | { readonly last: number };

/** What came of asking for a file. */
export interface HubBody {
  readonly state: "body";
  /** True: a part, as asked for. False: the whole, whatever was asked for. */
  readonly isPart: boolean;
  readonly start: number;
  /** Bytes that are to come; null where nobody says. */
  readonly length: number | null;
  /** Of the whole file; null where nobody says. */
  readonly size: number | null;
  readonly etag: string | null;
  readonly commit: string | null;
  /** Wall time of its last change; null where nobody says. */
  readonly modified: number | null;
  /** Where it was found in the end: further parts are asked for there. Signed and short-lived, never kept. */
  readonly url: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection of a body that is not read. */
  cancel(): void;
}
type Opened = HubBody | { readonly state: "unchanged" } | { readonly state: "beyond" };

export interface HubClient {
  /** JSON of an address of the Hub, with the address of the next page where there is one. */
  json(path: string, signal: AbortSignal): Promise<Outcome<{ readonly json: unknown; readonly next: string | null }>>;
  open(
    file: HubFile,
    wish: { readonly etag?: string | null; readonly range?: ByteRange },
    signal: AbortSignal,
  ): Promise<Outcome<Opened>>;
  /** A further part of what was opened. */
  more(url: string, range: ByteRange, signal: AbortSignal): Promise<Outcome<HubBody>>;
  /** Runs what asks the Hub; refuses at once while the Hub is out. */
  guard<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** Why nobody is asked now, or null. */
  refusal(): Failure | null;
}
