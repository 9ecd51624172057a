import {
  type AtomFeed,
  type JsonFeed,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed,
  type RdfFeed,
  type RssFeed,
} from "feedsmith";
import { failed, type Outcome } from "../../core/failure";
import type { RawItem } from "../../core/news/make-found-item";
import { stripMarkup } from "../../core/news/strip-markup";
import { type TrimmedFeed, trimFeed } from "./trim-feed";
import { trimJsonFeed } from "./trim-json-feed";

/** How much of a text is looked at to see whether there are words in it. */
const LOOK = 4_096;

/** Entries of a feed as they stand there: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed; the first 200. `pause` lets other work run. */
export async function parseFeed(text: string, pause: () => Promise<void>): Promise<Outcome<readonly RawItem[]>> {
  const isJson = text.slice(0, LOOK).trimStart().startsWith("{");
  const document = isJson ? trimJsonFeed(text) : await trimFeed(text, pause);
  if (!document.ok) return document;
  // An empty feed is one too; the parser holds it for none.
  if (document.value.items === 0) return { ok: true, value: [] };
  await pause();
  try {
    const items = withOwnNames(itemsOf(document.value));
    // The parser leaves out what has nothing in it; it counts all the same.
    const empty = Array.from({ length: Math.max(0, document.value.items - items.length) }, () => ({}));
    return { ok: true, value: [...items, ...empty] };
  } catch {
    // What it throws holds words of the document.
    return failed("bad_answer", { detail: "it is a feed that cannot be read" });
  }
}

function itemsOf({ root, document }: TrimmedFeed): readonly RawItem[] {
  switch (root) {
    case "rss":
      return (parseRssFeed(document).items ?? []).map(ofRss);
    case "rdf":
      return (parseRdfFeed(document).items ?? []).map(ofRdf);
    case "feed":
      return (parseAtomFeed(document).entries ?? []).map(ofAtom);
    default:
      return (parseJsonFeed(document).items ?? []).map(ofJson);
  }
}

function ofRss(item: RssFeed.Item<string>): RawItem {
  const { guid, link } = item;
  const isLink = guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? "");
  return {
    guid: guid?.value,
    title: item.title ?? item.dc?.titles?.[0],
    body: firstWithWords(item.description, item.content?.encoded, item.dc?.descriptions?.[0]),
    url: link ?? item.atom?.links?.[0]?.href ?? (isLink ? guid?.value : undefined),
    outlet: item.source?.title,
    published: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated,
  };
}

const ofRdf = (item: RdfFeed.Item<string>): RawItem => ({
  guid: item.rdf?.about,
  title: item.title ?? item.dc?.titles?.[0],
  body: firstWithWords(item.description, item.content?.encoded, item.dc?.descriptions?.[0]),
  url: item.link ?? item.rdf?.about,
  published: item.dc?.dates?.[0],
});

function ofAtom(entry: AtomFeed.Entry<string>): RawItem {
  const links = entry.links ?? [];
  const link = links.find(({ rel }) => rel === undefined || rel === "alternate") ?? links[0];
  return {
    guid: entry.id,
    title: entry.title?.value,
    body: firstWithWords(entry.summary?.value, entry.content?.value),
    url: link?.href ?? entry.content?.src,
    published: entry.published ?? entry.updated,
  };
}

const ofJson = (item: JsonFeed.Item<string>): RawItem => ({
  guid: item.id,
  title: item.title,
  body: firstWithWords(item.summary, item.content_text, item.content_html),
  url: item.url ?? item.external_url,
  published: item.date_published ?? item.date_modified,
});

/** Of several bodies the first that is more than a picture. */
const firstWithWords = (...bodies: readonly (string | undefined)[]): string | undefined =>
  bodies.find((body) => body !== undefined && stripMarkup(body.slice(0, LOOK)).trim() !== "");

/** A name that entries with different addresses have is none: they would be taken for one that keeps changing. */
function withOwnNames(items: readonly RawItem[]): readonly RawItem[] {
  const addresses = new Map<string, RawItem["url"]>();
  const shared = new Set<RawItem["guid"]>();
  for (const { guid, url } of items) {
    if (!guid) continue;
    if (addresses.has(guid) && addresses.get(guid) !== url) shared.add(guid);
    addresses.set(guid, url);
  }
  return items.map((item) => (shared.has(item.guid) ? { ...item, guid: null } : item));
}
