import type { NewsQuery } from "../../core/news/news-archive";
import { searchWords } from "../../core/news/search-words";
import { hashWord } from "./hash-word";
import { type PageRows, toPageRow } from "./list-news-rows";
import { bigintOf, marks, newsConditions } from "./news-conditions";
import type { NewsSession } from "./news-session";

/** Of a search; what comes after them is left out. */
const MOST_WORDS = 24;

/** Of BM25, as Robertson and Zaragoza (2009) give them. */
const K1 = 1.2;
const B = 0.75;

/** What the archive held at a moment. */
export interface Collection {
  readonly items: number;
  /** Mean length of an item, in words as they are weighed. */
  readonly meanWords: number;
}

/**
 * A page of a search, the best match first, and one row more where there is one. Scores are BM25 in millionths, as whole numbers: they add up to the
 * same in any order, and a page begins exactly where the one before it ended.
 */
export async function searchNewsRows(
  session: NewsSession,
  query: NewsQuery & { readonly q: string },
  asOf: number,
  { items, meanWords }: Collection,
): Promise<PageRows> {
  const terms = [...new Set(searchWords(query.q).map(hashWord))].slice(0, MOST_WORDS);
  if (terms.length === 0) return { rows: [], total: 0 };
  const { sql, params } = newsConditions(query, asOf, query.folded);
  const { after, limit } = query;
  const at = bigintOf(after?.at ?? 0);
  // Numbers of our own, and nothing else, become part of the text.
  const found = await session.rows(
    `WITH hits AS MATERIALIZED (
      SELECT p.term, p.seq, p.weight, p.words FROM postings p WHERE p.term IN ${marks(terms.length)} AND p.seq <= ?
        AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = p.seq AND s.newer <= ?)
    ), rarity AS (
      SELECT term, ln(1 + (?::INTEGER - count(*) + 0.5) / (count(*) + 0.5)) AS idf FROM hits GROUP BY term
    ), scored AS (
      SELECT h.seq, sum(round(1e6 * r.idf * h.weight * ${K1 + 1} / (h.weight + ${K1} * (${1 - B} + ${B} * h.words / (?::INTEGER / 1e3))))::BIGINT)::BIGINT AS score
      FROM hits h JOIN rarity r ON r.term = h.term GROUP BY h.seq
    ), matched AS MATERIALIZED (
      SELECT v.seq, v.story_no, v.id, c.score FROM scored c JOIN versions v ON v.seq = c.seq WHERE ${sql}
    ), page AS (
      SELECT * FROM matched ${after ? "WHERE score <= ? AND (score < ? OR id > ?)" : ""} ORDER BY score DESC, id LIMIT ?
    )
    SELECT t.total, page.seq, page.story_no, page.id, page.score::DOUBLE AS score
    FROM (SELECT count(*)::INTEGER AS total FROM matched) t LEFT JOIN page ON true ORDER BY score DESC, id`,
    [
      ...terms,
      asOf,
      asOf,
      items,
      Math.round(meanWords * 1e3),
      ...params,
      ...(after ? [at, at, after.id] : []),
      limit + 1,
    ],
  );
  return {
    rows: found.filter((row) => row[1] !== null).map(([, ...row]) => toPageRow(row)),
    total: Number(found[0]?.[0] ?? 0),
  };
}
