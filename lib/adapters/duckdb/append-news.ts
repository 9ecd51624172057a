import { setImmediate } from "node:timers/promises";
import type { IndexRow } from "../../core/news/create-news-index";
import type { Appended } from "../../core/news/news-archive";
import type { NewsItem } from "../../core/news/news-item";
import { bigintOf } from "./bigint-of";
import { toMore, weighWords, wellFormed, writable } from "./news-row";
import type { ListParam, NewsSession } from "./news-session";
import { packPosting } from "./pack-postings";
import { type PlacedItem, placeNews } from "./place-news";

/** Versions of one statement, and those that are made ready between two turns of the event loop. */
const ROWS_A_STATEMENT = 1_000;
const ROWS_A_TURN = 100;

/** What was added, for the index. */
export interface Written {
  readonly rows: readonly IndexRow[];
  readonly superseded: readonly (readonly [old: number, newer: number])[];
}

/**
 * Adds versions that are not there yet, in the transaction of the session: of items that are new, `room` at the most. Where one is left out
 * states are not kept. Throws errors of the database.
 */
export async function appendNews(
  session: NewsSession,
  portion: { readonly items: readonly NewsItem[]; readonly states: ReadonlyMap<string, string> },
  { lastSeq, keptAt, room }: { readonly lastSeq: number; readonly keptAt: number; readonly room: number },
): Promise<Written & Appended> {
  const rows: IndexRow[] = [];
  const kept: NewsItem[] = [];
  const all: (readonly [number, number])[] = [];
  let [left, isFull] = [room, false];
  for (let from = 0; from < portion.items.length; from += ROWS_A_STATEMENT) {
    const items = portion.items.slice(from, from + ROWS_A_STATEMENT).map(writable);
    const { placed, superseded, cut } = await placeNews(session, items, {
      lastSeq: lastSeq + rows.length,
      keptAt,
      room: left,
    });
    isFull ||= cut;
    left -= placed.filter(({ place }) => place.item === place.seq).length;
    if (placed.length > 0) for (const row of await insertVersions(session, placed)) rows.push(row);
    for (const { from, story } of placed) kept.push(from.story === story ? from : { ...from, story });
    if (superseded.length > 0) {
      await session.rows("INSERT INTO superseded SELECT unnest(?), unnest(?)", [
        list("INTEGER", superseded, ([old]) => old),
        list("INTEGER", superseded, ([, newer]) => newer),
      ]);
    }
    all.push(...superseded);
  }
  if (!isFull) await keepStates(session, portion.states);
  return { rows, superseded: all, kept, isFull };
}

async function insertVersions(session: NewsSession, placed: readonly PlacedItem[]): Promise<readonly IndexRow[]> {
  const postings = new Map<number, string>();
  const places: IndexRow[] = [];
  for (const [index, { place, from }] of placed.entries()) {
    const { weights, words } = weighWords(from);
    places.push({ ...place, words });
    for (const [term, weight] of weights) postings.set(term, (postings.get(term) ?? "") + packPosting(index, weight));
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate();
  }
  const seqs = list("INTEGER", places, ({ seq }) => seq);
  const columns: readonly ListParam[] = [
    list("VARCHAR", places, ({ symbols }) => (symbols.length === 0 ? null : symbols.join(" "))),
    seqs,
    list("INTEGER", places, ({ item }) => item),
    list("INTEGER", places, ({ storyNo }) => storyNo),
    list("BOOLEAN", places, ({ firstOfSource }) => firstOfSource),
    list("VARCHAR", places, ({ id }) => id),
    list("INTEGER", placed, ({ from }) => from.version),
    list("VARCHAR", placed, ({ from }) => wellFormed(from.digest)),
    list("VARCHAR", placed, ({ story }) => story),
    list("VARCHAR", places, ({ source }) => source),
    list("VARCHAR", places, ({ outlet }) => outlet),
    list("VARCHAR", places, ({ language }) => language),
    list("INTEGER", places, ({ mood }) => mood),
    list("BIGINT", placed, ({ from }) => (from.published ? bigintOf(from.published.at) : null)),
    list("VARCHAR", placed, ({ from }) => from.published?.precision ?? null),
    list("BIGINT", placed, ({ from }) => bigintOf(from.firstSeenAt)),
    list("BIGINT", placed, ({ from }) => bigintOf(from.versionAt)),
    list("BIGINT", places, ({ sortAt }) => bigintOf(sortAt)),
    list("BIGINT", placed, ({ from }) => (from.verdict ? bigintOf(from.verdict.scoredAt) : null)),
    list("VARCHAR", placed, ({ from }) => from.verdict?.model ?? null),
    list("VARCHAR", placed, ({ from }) => from.verdict?.modelRevision ?? null),
    list("BIGINT", places, ({ keptAt }) => bigintOf(keptAt)),
    list("INTEGER", places, ({ words }) => words),
    list("VARCHAR", placed, ({ from }) => from.title),
    list("VARCHAR", placed, ({ from }) => from.lead),
    list("VARCHAR", placed, ({ from }) => toMore(from)),
  ];
  const [, ...others] = columns.map(() => "unnest(?)");
  await session.rows(`INSERT INTO versions SELECT string_split(unnest(?), ' '), ${others.join(", ")}`, columns);
  const terms = [...postings];
  const first = places[0]?.seq ?? 0;
  await session.rows("INSERT INTO postings SELECT unnest(?), unnest(?), unnest(?)", [
    list("INTEGER", terms, ([term]) => term),
    list("INTEGER", terms, () => first),
    list("VARCHAR", terms, ([, held]) => held),
  ]);
  return places;
}

async function keepStates(session: NewsSession, states: ReadonlyMap<string, string>): Promise<void> {
  if (states.size === 0) return;
  const rows = [...states].map(([key, state]) => [wellFormed(key), wellFormed(state)] as const);
  const keys = list("VARCHAR", rows, ([key]) => key);
  await session.rows("DELETE FROM states WHERE key IN (SELECT unnest(?))", [keys]);
  await session.rows("INSERT INTO states SELECT unnest(?), unnest(?)", [
    keys,
    list("VARCHAR", rows, ([, state]) => state),
  ]);
}

function list<T>(of: ListParam["of"], rows: readonly T[], value: (row: T) => ListParam["values"][number]): ListParam {
  return { of, values: rows.map(value) };
}
