import { sha256 } from "@noble/hashes/sha2.js";
import type { FoundItem } from "./news-item";
import type { NewsSource } from "./news-source";

const bytes = new TextEncoder();

/**
 * The same source and the same name of it give the same id; the same words and address the same digest. Both in hexadecimal. Feeds have an
 * address for each item (`kind`); rows of tables may share one, and are told apart by their titles too.
 */
export function itemIdentity(
  { key, kind }: Pick<NewsSource, "key" | "kind">,
  { guid, title, lead, url, published }: FoundItem,
): { readonly id: string; readonly digest: string } {
  const address = url === null ? null : addressOf(url);
  const named = address !== null && kind !== "feed" ? `${address}\n${title}` : address;
  const name = guid ?? named ?? `${title}\n${published?.at ?? ""}`;
  const sort = guid !== null ? "guid" : address !== null ? "url" : "words";
  return { id: hash([key, sort, name], 12), digest: hash([title, lead, address ?? ""], 16) };
}

/** Texts hold no NUL, so that parts cannot run into each other. */
function hash(parts: readonly string[], length: number): string {
  const digest = sha256(bytes.encode(parts.map((part) => part.replaceAll("\0", "")).join("\0")));
  return [...digest.subarray(0, length)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An address without what does not change the page: its fragment, and parameters that tell where a reader came from. */
function addressOf(href: string): string {
  const url = new URL(href);
  url.hash = "";
  for (const name of [...url.searchParams.keys()])
    if (/^(?:utm_.*|fbclid|gclid|mc_[ce]id)$/i.test(name)) url.searchParams.delete(name);
  return url.href.replace(/\?$/, "");
}
