/** A feed of the list. */
export interface FeedEntry {
  /** Letters, digits and dashes; its source is `feed-` and this. */
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  /** Page for people. */
  readonly home: string | null;
  readonly kind: "outlet" | "exchange";
  /** BCP 47 tag. */
  readonly language: string;
  /** Hosts beside its own that it may lead to. */
  readonly alsoHosts: readonly string[];
}
