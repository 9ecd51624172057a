import type { NewsQuery } from "../../core/news/news-archive";
import { bigintOf, newsConditions } from "./news-conditions";
import type { NewsSession } from "./news-session";

/** A version on a page, and what it stands there by. */
export interface PageRow {
  readonly seq: number;
  readonly storyNo: number;
  readonly id: string;
  readonly at: number;
}

export interface PageRows {
  readonly rows: readonly PageRow[];
  /** Null where it was not asked for. */
  readonly total: number | null;
}

/** A page of a list, the newest first, and one row more where there is one. */
export async function listNewsRows(
  session: NewsSession,
  query: NewsQuery,
  asOf: number,
  withTotal: boolean,
): Promise<PageRows> {
  const { sql, params } = newsConditions(query, asOf, query.folded);
  const { after, limit } = query;
  const at = bigintOf(after?.at ?? 0);
  const rows = await session.rows(
    `SELECT v.seq, v.story_no, v.id, v.sort_at::DOUBLE FROM versions v WHERE ${sql}
    ${after ? "AND v.sort_at <= ? AND (v.sort_at < ? OR v.id > ?)" : ""} ORDER BY v.sort_at DESC, v.id LIMIT ?`,
    [...params, ...(after ? [at, at, after.id] : []), limit + 1],
  );
  const [count] = withTotal ? await session.rows(`SELECT count(*)::INTEGER FROM versions v WHERE ${sql}`, params) : [];
  return { rows: rows.map(toPageRow), total: count === undefined ? null : Number(count[0]) };
}

export const toPageRow = ([seq, storyNo, id, at]: readonly unknown[]): PageRow => ({
  seq: Number(seq),
  storyNo: Number(storyNo),
  id: String(id),
  at: Number(at),
});
