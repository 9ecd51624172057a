import type { Outcome } from "../../core/failure";
import type { ArchiveCounts, KnownItem, NewsArchive, NewsPage, NewsQuery } from "../../core/news/news-archive";
import { appendNews } from "./append-news";
import { createNewsDatabase, type NewsDatabaseOptions } from "./create-news-database";
import { listNewsRows } from "./list-news-rows";
import { bigintOf } from "./news-conditions";
import { fromNewsRow, itemColumns } from "./news-row";
import type { NewsSession } from "./news-session";
import { readCounts } from "./read-counts";
import { readEvents } from "./read-events";
import { readListed } from "./read-listed";
import { readMood } from "./read-mood";
import { type Collection, searchNewsRows } from "./search-news-rows";

export interface NewsArchiveOptions extends NewsDatabaseOptions {
  /** Items beyond which nothing is added. */
  readonly maxItems: number;
}

const MOST_STORY = 200;
/** Figures of lists that are kept: they hold for ever, as of what the archive held. */
const KEPT_FIGURES = 500;

/** News in a DuckDB file of its own, or in memory (`:memory:`), held by one process. Nothing is opened before the first call. */
export function createNewsArchive({ maxItems, ...options }: NewsArchiveOptions): NewsArchive {
  const { clock, warn } = options;
  const database = createNewsDatabase(options);
  const totals = keep<number>(KEPT_FIGURES);
  const collections = keep<Collection>(20);
  const counted = keep<ArchiveCounts>(2);
  const live = { fullAt: 0 };

  const countsAt = async (session: NewsSession, seq: number): Promise<ArchiveCounts> =>
    counted.get(String(seq)) ?? counted.set(String(seq), await readCounts(session, seq));

  const collectionAt = async (session: NewsSession, seq: number): Promise<Collection> => {
    const known = collections.get(String(seq));
    if (known) return known;
    const [row = []] = await session.rows(
      `SELECT count(*)::INTEGER, coalesce(avg(v.words), 0) FROM versions v
      WHERE v.seq <= ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq AND s.newer <= ?)`,
      [seq, seq],
    );
    return collections.set(String(seq), { items: Number(row[0] ?? 0), meanWords: Math.max(1, Number(row[1] ?? 1)) });
  };

  const list = async (session: NewsSession, query: NewsQuery, lastSeq: number): Promise<NewsPage> => {
    const asOf = Math.min(lastSeq, query.after?.asOf ?? lastSeq);
    const name = nameOf(query, asOf);
    const known = totals.get(name);
    const page =
      query.q === null
        ? await listNewsRows(session, query, asOf, known === undefined)
        : await searchNewsRows(session, { ...query, q: query.q }, asOf, await collectionAt(session, asOf));
    const total = known ?? totals.set(name, page.total ?? 0);
    const rows = page.rows.slice(0, query.limit);
    const last = rows.at(-1);
    return {
      items: await readListed(session, rows, asOf),
      next: last && page.rows.length > query.limit ? { at: last.at, id: last.id, asOf } : null,
      total,
    };
  };

  return {
    known: (ids, signal) => database.read(signal, (session) => readKnown(session, ids)),
    append: (portion) =>
      database.write(async (session, lastSeq) => {
        const { items } = await countsAt(session, lastSeq);
        if (items + portion.items.length > maxItems && clock.now() >= live.fullAt) {
          live.fullAt = clock.now() + 60_000;
          warn("news_archive_full", { items, most: maxItems });
        }
        const room = items < maxItems ? portion.items : [];
        const seq = await appendNews(session, { ...portion, items: room }, lastSeq, clock.wall());
        return { lastSeq: seq, value: null };
      }),
    stateOf: (key, signal) =>
      database.read(signal, async (session) => {
        const [row] = await session.rows("SELECT state FROM states WHERE key = ? LIMIT 1", [key]);
        return row === undefined ? null : String(row[0]);
      }),
    members: (since, most, signal) =>
      database.read(signal, async (session, seq) => {
        const rows = await session.rows(
          `SELECT v.id, v.story, v.title, v.lead, v.sort_at::DOUBLE FROM versions v
          WHERE v.seq <= ? AND v.sort_at >= ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq AND s.newer <= ?)
          ORDER BY v.sort_at DESC, v.id LIMIT ?`,
          [seq, bigintOf(since), seq, most],
        );
        return rows.map(([id, story, title, lead, sortAt]) => ({
          id: String(id),
          story: String(story),
          title: String(title),
          lead: String(lead),
          sortAt: Number(sortAt),
        }));
      }),
    list: (query, signal) => database.read(signal, (session, seq) => list(session, query, seq)),
    versions: (id, signal) =>
      database.read(signal, async (session) => {
        const rows = await session.rows(`SELECT ${itemColumns} FROM versions v WHERE v.id = ? ORDER BY v.version`, [
          id,
        ]);
        return rows.map(fromNewsRow);
      }),
    story: (id, signal) =>
      database.read(signal, async (session, seq) => {
        const rows = await session.rows(
          `SELECT ${itemColumns} FROM versions v WHERE v.story = ? AND v.seq <= ?
          AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq AND s.newer <= ?) ORDER BY v.item LIMIT ${MOST_STORY}`,
          [id, seq, seq],
        );
        return rows.map(fromNewsRow);
      }),
    mood: (query, signal) => database.read(signal, (session, seq) => readMood(session, query, seq)),
    events: (query, signal) => database.read(signal, (session, seq) => readEvents(session, query, seq)),
    counts: async (signal): Promise<Outcome<ArchiveCounts>> => {
      const counts = await database.read(signal, countsAt);
      if (!counts.ok || counts.value.keptAt === null) return counts;
      // A clock that was put back makes nothing newer than now.
      return { ok: true, value: { ...counts.value, keptAt: Math.min(counts.value.keptAt, clock.wall()) } };
    },
    close: () => database.close(),
  };
}

async function readKnown(session: NewsSession, ids: readonly string[]): Promise<ReadonlyMap<string, KnownItem>> {
  const rows = await session.rows(
    `SELECT id, max(version), arg_max(digest, version), arg_max(first_seen_at, version)::DOUBLE, min(story) FROM versions
    WHERE id IN (SELECT unnest(?)) GROUP BY id`,
    [{ of: "VARCHAR", values: [...ids] }],
  );
  return new Map(
    rows.map(([id, version, digest, firstSeenAt, story]) => [
      String(id),
      { version: Number(version), digest: String(digest), firstSeenAt: Number(firstSeenAt), story: String(story) },
    ]),
  );
}

/** What a total depends on. */
const nameOf = ({ q, folded, symbol, label, sources, language, from, to }: NewsQuery, asOf: number): string =>
  JSON.stringify([asOf, q, folded, symbol, label, sources, language, from, to] satisfies unknown[]);

/** The latest few of what was worked out. */
function keep<T>(most: number): { get(name: string): T | undefined; set(name: string, value: T): T } {
  const kept = new Map<string, T>();
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(name, value);
      return value;
    },
  };
}
