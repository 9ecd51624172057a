import type { ArchiveCounts } from "../../core/news/news-archive";
import type { NewsSession } from "./news-session";

/** How much there is, and from whom. */
export async function readCounts(session: NewsSession, asOf: number): Promise<ArchiveCounts> {
  const sources = await session.rows(
    "SELECT source, count(*)::INTEGER AS items FROM versions WHERE item = seq AND seq <= ? GROUP BY source ORDER BY items DESC, source",
    [asOf],
  );
  const [row = []] = await session.rows(
    `SELECT count(*) FILTER (v.item = v.seq AND v.story_no = v.seq)::INTEGER, arg_max(v.kept_at, v.seq)::DOUBLE,
      min(v.sort_at) FILTER (s.old IS NULL)::DOUBLE, max(v.sort_at) FILTER (s.old IS NULL)::DOUBLE
    FROM versions v LEFT JOIN superseded s ON s.old = v.seq AND s.newer <= ? WHERE v.seq <= ?`,
    [asOf, asOf],
  );
  const [stories, keptAt = null, first = null, last = null] = row;
  const bySource = new Map(sources.map(([source, items]) => [String(source), Number(items)]));
  return {
    items: [...bySource.values()].reduce((sum, items) => sum + items, 0),
    stories: Number(stories ?? 0),
    first: first === null ? null : Number(first),
    last: last === null ? null : Number(last),
    keptAt: keptAt === null ? null : Number(keptAt),
    bySource,
  };
}
