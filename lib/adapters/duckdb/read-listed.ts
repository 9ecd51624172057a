import type { NewsIndex } from "../../core/news/create-news-index";
import type { ListedItem } from "../../core/news/news-archive";
import type { NewsItem } from "../../core/news/news-item";
import { fromNewsRow, itemColumns } from "./news-row";
import type { NewsSession } from "./news-session";
import { placeInStory } from "./place-in-story";

/** Versions in the order in which they are named, each with its place among its copies as they were then. */
export async function readListed(
  session: NewsSession,
  index: NewsIndex,
  seqs: readonly number[],
  asOf: number,
): Promise<readonly ListedItem[]> {
  if (seqs.length === 0) return [];
  const items = await readItems(session, seqs);
  return seqs.flatMap((seq) => {
    const item = items.get(seq);
    return item ? [{ item, ...placeInStory(index, index.storyOf(seq), asOf) }] : [];
  });
}

/** Versions by their `seq`. */
async function readItems(session: NewsSession, seqs: readonly number[]): Promise<ReadonlyMap<number, NewsItem>> {
  const rows = await session.rows(`SELECT v.seq, ${itemColumns} FROM versions v WHERE v.seq IN (SELECT unnest(?))`, [
    { of: "INTEGER", values: [...seqs] },
  ]);
  return new Map(rows.map(([seq, ...row]) => [Number(seq), fromNewsRow(row)]));
}
