import type { NewsKind } from "../../contracts/news-words";
import type { Failure, Outcome } from "../failure";
import type { FoundItem } from "./news-item";

/** What a source found since it was last asked. */
export interface Harvest {
  /** In portions of at most a thousand. One that breaks off throws: what came before is kept, the state is not. */
  readonly portions: AsyncIterable<readonly FoundItem[]> | Iterable<readonly FoundItem[]>;
  /**
   * What the source wants back the next time (an ETag, digests of files), as text of at most 64 kB. It is kept together with the last
   * portion, in one transaction: what was not kept is asked for again. Called when the portions are at their end.
   */
  readonly state: () => string;
  /** Entries that could not be used: nothing to read in them. Counted while portions are taken. */
  readonly unusable: () => number;
}

/** How a source is. Reading it asks nobody. */
export interface NewsSourceLook {
  readonly state: "ready" | "not_asked_yet" | "failed" | "off";
  readonly detail: string;
  readonly retryAfterS: number | null;
  /** Wall times; null before the first. */
  readonly checkedAt: number | null;
  readonly lastOkAt: number | null;
  /** Its own files on this machine, where it keeps any beside the archive. */
  readonly filesKept?: number;
  readonly bytesKept?: number;
  /** Why it failed, where it did. */
  readonly failure: Failure | null;
}

/** A place where news comes from. */
export interface NewsSource {
  /** Letters, digits and dashes; for feeds `feed-…`, for datasets `dataset-…`. */
  readonly key: string;
  readonly name: string;
  readonly kind: NewsKind;
  /** Page of it for people; null for folders and the sample. */
  readonly home: string | null;
  /** SPDX name; null where none is declared. */
  readonly licence: string | null;
  /** How it is made, in a few words. */
  readonly layout: string;
  readonly sample: boolean;
  /** Milliseconds after which asking again makes sense; null for what never changes while the program runs. */
  readonly everyMs: number | null;
  /** Asks once. `state` is what it gave the last time; null at first. An outcome without portions means that nothing is new. */
  ask(request: { readonly state: string | null; readonly signal: AbortSignal }): Promise<Outcome<Harvest | null>>;
  look(): NewsSourceLook;
}
