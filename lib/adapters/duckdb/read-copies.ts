import type { NewsIndex } from "../../core/news/create-news-index";
import type { StoryCopies } from "../../core/news/news-archive";
import { fromNewsRow, itemColumns } from "./news-row";
import type { NewsSession } from "./news-session";
import { placeInStory } from "./place-in-story";

const MOST_COPIES = 200;

/** What else tells the story of an item, all of it as of one moment. */
export async function readCopies(session: NewsSession, index: NewsIndex, id: string): Promise<StoryCopies> {
  const asOf = index.lastSeq();
  const [found] = await session.rows("SELECT story_no FROM versions WHERE id = ? AND seq <= ? LIMIT 1", [id, asOf]);
  if (found === undefined) return { copies: 0, outlets: [], others: [] };
  const storyNo = Number(found[0]);
  const others = await session.rows(
    `SELECT ${itemColumns} FROM versions v WHERE v.story_no = ? AND v.id <> ? AND v.seq <= ?
      AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq AND s.newer <= ?)
    ORDER BY v.item LIMIT ${MOST_COPIES}`,
    [storyNo, id, asOf, asOf],
  );
  return { ...placeInStory(index, storyNo, asOf), others: others.map(fromNewsRow) };
}
