import { setImmediate } from "node:timers/promises";
import { ok } from "../../core/errors";
import { countNews } from "../../core/news/count-news";
import type { NewsIndex } from "../../core/news/create-news-index";
import { moodOfNews } from "../../core/news/mood-of-news";
import type { KnownItem, NewsArchive, NewsPage, NewsQuery } from "../../core/news/news-archive";
import { pageOfNews } from "../../core/news/page-of-news";
import { rankNews } from "../../core/news/rank-news";
import { appendNews } from "./append-news";
import { bigintOf } from "./bigint-of";
import { createNewsDatabase, type NewsDatabaseOptions } from "./create-news-database";
import { createStoreKeeper } from "./create-store-keeper";
import { createWordShelf, type WordShelf } from "./create-word-shelf";
import { fromNewsRow, itemColumns } from "./news-row";
import type { NewsSession } from "./news-session";
import { readCopies } from "./read-copies";
import { readEvents } from "./read-events";
import { readListed } from "./read-listed";

export interface NewsArchiveOptions extends NewsDatabaseOptions {
  /** Items beyond which nothing is added. */
  readonly maxItems: number;
}

/** Totals of lists that are kept: they hold for ever, as of what the archive held. */
const KEPT_TOTALS = 500;
const WARN_EVERY_MS = 60_000;

const isLatest = "NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq)";

/**
 * News in a DuckDB file of its own, or in memory (`:memory:`), held by one process. Nothing is opened before the first call. What lists are made
 * from is read into memory then (lib/core/news/create-news-index.ts); texts and the places of words stay in the file.
 */
export function createNewsArchive({ maxItems, ...options }: NewsArchiveOptions): NewsArchive {
  const { clock, warn } = options;
  const database = createNewsDatabase(options);
  // By what they were made from: an archive that was opened anew may be another one.
  const shelves = new WeakMap<NewsIndex, WordShelf>();
  const totalsOf = new WeakMap<NewsIndex, Map<string, number>>();
  const keeper = createStoreKeeper({ maxItems, clock });
  const live = { warnAt: -Infinity };

  const totalOf = (index: NewsIndex, query: NewsQuery, asOf: number): number => {
    const name = nameOf(query, asOf);
    const totals = totalsOf.get(index) ?? new Map<string, number>();
    totalsOf.set(index, totals);
    const known = totals.get(name);
    if (known !== undefined) return known;
    const [oldest] = totals.keys();
    if (totals.size >= KEPT_TOTALS && oldest !== undefined) totals.delete(oldest);
    const total = countNews(index, query, asOf, query.folded);
    totals.set(name, total);
    return total;
  };

  const asOfThen = (index: NewsIndex, { after }: NewsQuery): number =>
    Math.min(index.lastSeq(), after?.of === index.of ? after.asOf : Infinity);

  const list = async (session: NewsSession, query: NewsQuery, index: NewsIndex): Promise<NewsPage> => {
    const asOf = asOfThen(index, query);
    const { seqs, next } = pageOfNews(index, query, asOf);
    const total = totalOf(index, query, asOf);
    return { items: await readListed(session, index, seqs, asOf), next, total };
  };

  const search = async (session: NewsSession, query: NewsQuery, index: NewsIndex, q: string): Promise<NewsPage> => {
    const asOf = asOfThen(index, query);
    const shelf = shelves.get(index) ?? createWordShelf(index);
    shelves.set(index, shelf);
    const postings = await shelf.find(session, q, asOf);
    const { seqs, next, total } = await rankNews(index, postings, query, asOf, setImmediate);
    return { items: await readListed(session, index, seqs, asOf), next, total };
  };

  return {
    known: (ids, signal) => database.read(signal, (session) => readKnown(session, ids)),
    async append(portion) {
      const written = await database.write((session, index) =>
        appendNews(session, portion, {
          lastSeq: index.lastSeq(),
          keptAt: clock.wall(),
          room: maxItems - index.counts().items,
        }),
      );
      keeper.saw(written);
      if (!written.ok) return written;
      const { kept, isFull } = written.value;
      if (isFull && clock.now() >= live.warnAt) {
        live.warnAt = clock.now() + WARN_EVERY_MS;
        warn("news_archive_full", { most: maxItems });
      }
      return ok({ kept, isFull });
    },
    stateOf: (key, signal) =>
      database.read(signal, async (session) => {
        const [row] = await session.rows("SELECT state FROM states WHERE key = ? LIMIT 1", [key]);
        return row === undefined ? null : String(row[0]);
      }),
    members: (since, most, signal) =>
      database.read(signal, async (session) => {
        const rows = await session.rows(
          `SELECT v.id, v.story, v.title, v.lead, v.sort_at::DOUBLE, v.published_precision IN ('second', 'minute', 'day') FROM versions v WHERE v.sort_at >= ? AND ${isLatest}
          ORDER BY v.sort_at DESC, v.id LIMIT ?`,
          [bigintOf(since), most],
        );
        return rows.map(([id, story, title, lead, sortAt, dated]) => ({
          id: String(id),
          story: String(story),
          title: String(title),
          lead: String(lead),
          sortAt: Number(sortAt),
          isDated: dated === true,
        }));
      }),
    list(query, signal) {
      const { q } = query;
      if (q === null) return database.read(signal, (session, index) => list(session, query, index));
      return database.search(signal, (session, index) => search(session, query, index, q));
    },
    versions: (id, signal) =>
      database.read(signal, async (session) => {
        const sql = `SELECT ${itemColumns} FROM versions v WHERE v.id = ? ORDER BY v.version`;
        return (await session.rows(sql, [id])).map(fromNewsRow);
      }),
    copies: (id, signal) => database.read(signal, (session, index) => readCopies(session, index, id)),
    mood: (query, signal) => database.read(signal, async (_, index) => moodOfNews(index, query)),
    events: (query, signal) => database.read(signal, (session, index) => readEvents(session, query, index.lastSeq())),
    counts: (signal) => database.read(signal, async (_, index) => index.counts()),
    store: () => keeper.look(database.readOnly()),
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
