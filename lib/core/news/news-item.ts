import type { Precision } from "../../contracts/news-words";
import type { ItemVerdict } from "../../contracts/verdict";

/** A moment with what is known of it, in milliseconds since the epoch. */
export interface Moment {
  readonly at: number;
  readonly precision: Precision;
}

/** An item as a source gave it: plain text, no markup, no control characters, nothing judged yet. */
export interface FoundItem {
  /** What the source calls it; null where it has no name for it. */
  readonly guid: string | null;
  /** One line, never empty: the beginning of the body where the source has no title. At most MAX_TITLE. */
  readonly title: string;
  /** The lead; empty where there is none, and where it only repeats the title. At most MAX_LEAD. */
  readonly lead: string;
  /** http or https, without credentials; null where there is none that can be followed. */
  readonly url: string | null;
  /** Who wrote it, as the source says; the host of the address, or the source's name, where it says nothing. */
  readonly outlet: string;
  /** As the source says; null where it says nothing that can be read. May lie in the future, as clocks of others do. */
  readonly published: Moment | null;
}

export const MAX_TITLE = 300;
export const MAX_LEAD = 600;

/** A coin that a text speaks of, and where: a span of `textOf(item)`, in UTF-16 code units, the end exclusive. */
export interface CoinMention {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
  /** Exactly the text between them. */
  readonly text: string;
}

/** What was read of an item, by whom and when. */
export interface NewsVerdict
  extends Pick<
    ItemVerdict,
    | "label"
    | "confidence"
    | "scores"
    | "engine"
    | "model"
    | "abstained"
    | "abstained_because"
    | "calibrated"
    | "reasons"
    | "explained_by"
  > {
  readonly modelRevision: string;
  readonly dtype: string | null;
  /** Wall time, milliseconds since the epoch. */
  readonly scoredAt: number;
}

/** An item as the archive keeps it, in one of its versions. A version is never changed. */
export interface NewsItem extends FoundItem {
  /** 24 hex digits, from the source and what it calls the item. */
  readonly id: string;
  /** 1 for what was seen first; one more each time the source changed its words, or somebody read it anew. */
  readonly version: number;
  /** Digest of the words and the address: tells whether a source changed them. */
  readonly digest: string;
  /** Key and name of the source. */
  readonly source: string;
  readonly sourceName: string;
  /** When version 1 came in, by this machine's clock: nobody here knew of it before. */
  readonly firstSeenAt: number;
  /** When this version came in. */
  readonly versionAt: number;
  /** Where it stands in lists: published, or first seen where that is not told, lies in the future, or is coarser than a day. */
  readonly sortAt: number;
  /** The id of the story's first item; its own where it is the first. */
  readonly story: string;
  readonly coins: readonly CoinMention[];
  readonly language: string | null;
  /** Null where nobody could read it. */
  readonly verdict: NewsVerdict | null;
}

/** What is read of an item, and what spans of coins and reasons are counted in: the title, and the lead below it. */
export const textOf = ({ title, lead }: Pick<FoundItem, "title" | "lead">): string =>
  lead === "" ? title : `${title}\n${lead}`;
