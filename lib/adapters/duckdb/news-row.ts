import { moodNumbers } from "../../core/news/create-news-index";
import { type NewsItem, textOf } from "../../core/news/news-item";
import { searchWords } from "../../core/news/search-words";
import { hashWord } from "./hash-word";

/** How much a word of the title counts beside one of the lead. */
const TITLE_COUNTS = 2;
const MOST_WEIGHT = 1_000;

/** Columns that hold the item itself; `more` is the rest of it as JSON. */
export const itemColumns =
  "v.id, v.version, v.digest, v.story, v.source, v.outlet, v.first_seen_at::DOUBLE, v.version_at::DOUBLE, v.sort_at::DOUBLE, v.title, v.lead, v.more";

type More = Pick<NewsItem, "guid" | "url" | "sourceName" | "published" | "language" | "coins" | "verdict">;

export function fromNewsRow(row: readonly unknown[]): NewsItem {
  const [id, version, digest, story, source, outlet, firstSeenAt, versionAt, sortAt, title, lead, more] = row;
  // Written by `toMore` alone.
  const rest = JSON.parse(String(more)) as More;
  return {
    id: String(id),
    version: Number(version),
    digest: String(digest),
    story: String(story),
    source: String(source),
    sourceName: rest.sourceName,
    outlet: String(outlet),
    guid: rest.guid,
    title: String(title),
    lead: String(lead),
    url: rest.url,
    published: rest.published,
    firstSeenAt: Number(firstSeenAt),
    versionAt: Number(versionAt),
    sortAt: Number(sortAt),
    coins: rest.coins,
    language: rest.language,
    verdict: rest.verdict,
  };
}

export function toMore({ guid, url, sourceName, published, language, coins, verdict }: NewsItem): string {
  return JSON.stringify({ guid, url, sourceName, published, language, coins, verdict } satisfies More);
}

export function moodNumber({ verdict }: Pick<NewsItem, "verdict">): number {
  if (verdict === null) return 0;
  return verdict.abstained ? moodNumbers.unclear : moodNumbers[verdict.label];
}

/** Halves of characters cannot be written as UTF-8. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** An item whose texts can be written, with spans that still fit. */
export function writable(item: NewsItem): NewsItem {
  if (!/\p{Surrogate}/u.test(`${textOf(item)}\n${item.outlet}\n${item.id}\n${item.story}\n${item.source}`)) return item;
  // Each is one unit, and so is what stands for it: no span moves.
  return JSON.parse(JSON.stringify(item), (_, value) => (typeof value === "string" ? wellFormed(value) : value));
}

/** Words of an item by their numbers, with how much each counts, and how much all of them count together. */
export function weighWords({ title, lead }: Pick<NewsItem, "title" | "lead">): {
  readonly weights: ReadonlyMap<number, number>;
  readonly words: number;
} {
  const weights = new Map<number, number>();
  let words = 0;
  const add = (text: string, counts: number): void => {
    for (const word of searchWords(text)) {
      const hash = hashWord(word);
      weights.set(hash, Math.min(MOST_WEIGHT, (weights.get(hash) ?? 0) + counts));
      words += counts;
    }
  };
  add(title, TITLE_COUNTS);
  add(lead, 1);
  return { weights, words: Math.min(words, 30_000) };
}
