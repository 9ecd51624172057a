import type { ListedItem } from "../../core/news/news-archive";
import type { NewsItem } from "../../core/news/news-item";
import type { PageRow } from "./list-news-rows";
import { fromNewsRow, itemColumns } from "./news-row";
import type { NewsSession } from "./news-session";

const MOST_OUTLETS = 12;

/** Items of a page in its order, each with its place among its copies as they were then. */
export async function readListed(
  session: NewsSession,
  page: readonly PageRow[],
  asOf: number,
): Promise<readonly ListedItem[]> {
  if (page.length === 0) return [];
  const items = await readItems(
    session,
    page.map(({ seq }) => seq),
  );
  const rows = await session.rows(
    `SELECT story_no, outlet, count(*)::INTEGER, min(seq) AS first FROM versions
    WHERE item = seq AND seq <= ? AND story_no IN (SELECT unnest(?)) GROUP BY story_no, outlet ORDER BY first`,
    [asOf, { of: "INTEGER", values: [...new Set(page.map(({ storyNo }) => storyNo))] }],
  );
  const stories = new Map<number, { count: number; outlets: string[] }>();
  for (const [no, outlet, count] of rows) {
    const story = stories.get(Number(no)) ?? { count: 0, outlets: [] };
    stories.set(Number(no), story);
    story.count += Number(count);
    if (story.outlets.length < MOST_OUTLETS) story.outlets.push(String(outlet));
  }
  return page.flatMap(({ seq, storyNo }) => {
    const item = items.get(seq);
    const story = stories.get(storyNo);
    return item && story ? [{ item, copies: story.count - 1, outlets: story.outlets }] : [];
  });
}

/** Versions by their `seq`. */
async function readItems(session: NewsSession, seqs: readonly number[]): Promise<ReadonlyMap<number, NewsItem>> {
  const rows = await session.rows(`SELECT v.seq, ${itemColumns} FROM versions v WHERE v.seq IN (SELECT unnest(?))`, [
    { of: "INTEGER", values: [...seqs] },
  ]);
  return new Map(rows.map(([seq, ...row]) => [Number(seq), fromNewsRow(row)]));
}
