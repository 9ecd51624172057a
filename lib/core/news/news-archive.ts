import type { Label } from "../../contracts/verdict";
import type { Outcome } from "../failure";
import type { StoreLook } from "../ports";
import type { NewsItem } from "./news-item";

/** Which items are meant. All conditions hold together; what is left out holds always. */
export interface NewsFilter {
  readonly symbol?: string;
  /** What abstained has none. */
  readonly label?: Label;
  /** Keys of sources. */
  readonly sources?: readonly string[];
  /** BCP 47 tag; those that begin with it are meant too: en-GB by en. */
  readonly language?: string;
  /** Milliseconds since the epoch, over `sortAt`: from, and before. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * A place in a list, as its last item had it. `asOf` is the count of what the archive held at the first page: what came later is not on later
 * pages. It counts for that archive alone; in another one the list goes on from the place as it is there now.
 */
export interface NewsPlace {
  /** `sortAt`, or the score of a search. */
  readonly at: number;
  readonly id: string;
  readonly asOf: number;
  /** The archive that `asOf` was counted in: 16 hex digits. */
  readonly of: string;
}

export interface NewsQuery extends NewsFilter {
  /** Words to find, all in one item not needed: ranked by BM25 over the six rarest of them. Null: by time, the newest first. */
  readonly q: string | null;
  /** True: of each story only its first item, and it alone must match. With `sources`: the first one among those sources. */
  readonly folded: boolean;
  readonly limit: number;
  readonly after: NewsPlace | null;
}

/** An item with its place among its copies. */
export interface ListedItem {
  readonly item: NewsItem;
  /** Items of its story beside it. */
  readonly copies: number;
  /** Names of outlets of the story, the first first; twelve at the most. */
  readonly outlets: readonly string[];
}

/** What else tells the story of an item. */
export interface StoryCopies extends Omit<ListedItem, "item"> {
  /** Those items in their latest versions, the first seen first; 200 at the most. */
  readonly others: readonly NewsItem[];
}

export interface NewsPage {
  readonly items: readonly ListedItem[];
  readonly next: NewsPlace | null;
  /** How many match in all. */
  readonly total: number;
}

export interface MoodQuery extends NewsFilter {
  readonly from: number;
  readonly to: number;
  /** Length of a bucket; weeks begin on Monday. */
  readonly stepMs: number;
}

/** Stories (first items) of a stretch of time. What abstained is counted apart, whatever its label. */
export interface MoodCounts {
  readonly bullish: number;
  readonly neutral: number;
  readonly bearish: number;
  readonly unclear: number;
}

interface MoodBucket extends MoodCounts {
  readonly time: number;
}

export interface NewsMood {
  /** Oldest first; those without any story are left out. */
  readonly buckets: readonly MoodBucket[];
  /** Counts of each coin that has any, the most named first; 30 at the most. The filter's symbol pays no heed here. */
  readonly coins: readonly (MoodCounts & { readonly symbol: string })[];
}

/** A story that can be studied: what was known when it came in, by its first verdict. */
export interface NewsEvent {
  readonly label: Label;
  /** When what is told here was first known: of an item that came in a later version first, the time of that version. */
  readonly firstSeenAt: number;
  /** Null where it is not told, or coarser than a minute. */
  readonly publishedAt: number | null;
}

export interface KeptOfSource {
  readonly items: number;
  /** `sortAt` of its newest version. */
  readonly newest: number;
}

export interface ArchiveCounts {
  readonly items: number;
  readonly stories: number;
  /** `sortAt` of the oldest and newest; null while it is empty. */
  readonly first: number | null;
  readonly last: number | null;
  /** The latest wall time at which a portion was kept; ahead of now where the clock was set back since. */
  readonly keptAt: number | null;
  /** What is kept of each source, by key. */
  readonly bySource: ReadonlyMap<string, KeptOfSource>;
}

/** What is known of an item that came before. */
export interface KnownItem {
  readonly version: number;
  readonly digest: string;
  readonly firstSeenAt: number;
  readonly story: string;
}

/** What came of an append. Where the archive is full the items that do not fit are left out, and so are the states: they are asked for again. */
export interface Appended {
  /** Versions that were added: neither those that were there already nor those for which there was no room. */
  readonly kept: readonly NewsItem[];
  readonly isFull: boolean;
}

/** What the finder of copies needs to know of an item. */
export interface StoryMember {
  readonly id: string;
  readonly story: string;
  readonly title: string;
  readonly lead: string;
  readonly sortAt: number;
  /** False: no day is told, so that `sortAt` is when it was first seen. Left out: true. */
  readonly isDated?: boolean;
}

/**
 * Keeps news: versions are added, never changed, and what `append` has told is kept outlives the end of the process in any moment.
 * Failures: unavailable (a full or read-only disk, a damaged file), timed_out, cancelled.
 */
export interface NewsArchive {
  known(ids: readonly string[], signal: AbortSignal): Promise<Outcome<ReadonlyMap<string, KnownItem>>>;
  /**
   * Adds versions and what sources want back the next time, by key; all or nothing, but for a full archive: that takes versions of items it
   * has, and of new ones what fits. A version that is there already (same id and version) is left as it is.
   */
  append(portion: {
    readonly items: readonly NewsItem[];
    readonly states: ReadonlyMap<string, string>;
  }): Promise<Outcome<Appended>>;
  /** What a source gave the last time; null before the first. */
  stateOf(key: string, signal: AbortSignal): Promise<Outcome<string | null>>;
  /** The latest versions of stories' members with `sortAt` from `since` on, for the finder of copies; the newest `most`, the newest first. */
  members(since: number, most: number, signal: AbortSignal): Promise<Outcome<readonly StoryMember[]>>;
  list(query: NewsQuery, signal: AbortSignal): Promise<Outcome<NewsPage>>;
  /** All versions of one item, the first first; empty where there is none. */
  versions(id: string, signal: AbortSignal): Promise<Outcome<readonly NewsItem[]>>;
  /** The copies of one item, as a list counts them; none where there is no such item. */
  copies(id: string, signal: AbortSignal): Promise<Outcome<StoryCopies>>;
  mood(query: MoodQuery, signal: AbortSignal): Promise<Outcome<NewsMood>>;
  /**
   * Stories about a coin by that version of their first item which came first (what comes later changes none), by `sortAt`, the oldest first: those that were first seen, or stand in lists,
   * from `from` and before `to`; of more than `most` the newest. What abstained is left out.
   */
  events(
    query: { readonly symbol: string; readonly from: number; readonly to: number; readonly most: number },
    signal: AbortSignal,
  ): Promise<Outcome<readonly NewsEvent[]>>;
  counts(signal: AbortSignal): Promise<Outcome<ArchiveCounts>>;
  /** How it is, as far as the latest append and opening tell. Opens nothing. */
  store(): StoreLook;
  close(): Promise<void>;
}
