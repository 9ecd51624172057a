import type { FeedVersion } from "./fetch-feed";
import { shortDigest } from "./short-digest";

/** Raised when what is made of a feed changes: everything is read anew then. */
const EDITION = 1;

/** What a feed wants back the next time: the version that its server named, and a digest of what was read. */
export interface FeedState extends FeedVersion {
  readonly digest: string | null;
}

const NONE: FeedState = { etag: null, modified: null, digest: null };

/** A state as text; it holds for the address that it is of. */
export const writeFeedState = (url: string, { etag, modified, digest }: FeedState): string =>
  JSON.stringify({ edition: EDITION, of: shortDigest(url), etag, modified, digest });

/** What was kept; nothing where it is of another address, of another edition, or unreadable. */
export function readFeedState(url: string, text: string | null): FeedState {
  if (text === null) return NONE;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== "object" || kept === null) return NONE;
    const field = (name: string): string | null => {
      const value: unknown = Reflect.get(kept, name);
      return typeof value === "string" && value.length <= 500 && /^[\x20-\x7e]*$/.test(value) ? value : null;
    };
    if (Reflect.get(kept, "edition") !== EDITION || field("of") !== shortDigest(url)) return NONE;
    return { etag: field("etag"), modified: field("modified"), digest: field("digest") };
  } catch {
    return NONE;
  }
}
