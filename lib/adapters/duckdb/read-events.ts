import { labels } from "../../contracts/verdict";
import { moodNumbers } from "../../core/news/create-news-index";
import type { NewsEvent } from "../../core/news/news-archive";
import { bigintOf } from "./bigint-of";
import type { NewsSession } from "./news-session";

const labelOf = new Map(labels.map((label) => [moodNumbers[label] as number, label]));

/** What had come with an earlier version elsewhere was known here only as of the version that came. */
const SEEN_AT = "CASE WHEN v.version = 1 THEN v.first_seen_at ELSE v.version_at END";

/** Those versions of stories' first items that came first. Where there are more than `most`, the newest. */
export async function readEvents(
  session: NewsSession,
  query: { readonly symbol: string; readonly from: number; readonly to: number; readonly most: number },
  asOf: number,
): Promise<readonly NewsEvent[]> {
  const [from, to] = [bigintOf(query.from), bigintOf(query.to)];
  const rows = await session.rows(
    `SELECT v.mood, (${SEEN_AT})::DOUBLE,
      CASE WHEN v.published_precision IN ('second', 'minute') THEN v.published_at END::DOUBLE AS published
    FROM versions v WHERE v.seq = v.item AND v.item = v.story_no AND v.seq <= ? AND v.mood BETWEEN 1 AND 3
      AND list_contains(v.symbols, ?)
      AND (v.sort_at >= ? AND v.sort_at < ? OR ${SEEN_AT} >= ? AND ${SEEN_AT} < ?)
    ORDER BY v.sort_at DESC, v.seq DESC LIMIT ?`,
    [asOf, query.symbol, from, to, from, to, query.most],
  );
  return rows.reverse().flatMap(([mood, firstSeenAt, publishedAt]) => {
    const label = labelOf.get(Number(mood));
    if (label === undefined) return [];
    return [
      { label, firstSeenAt: Number(firstSeenAt), publishedAt: publishedAt === null ? null : Number(publishedAt) },
    ];
  });
}
