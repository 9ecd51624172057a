import { setImmediate } from "node:timers/promises";
import type { NewsItem } from "../../core/news/news-item";
import { bigintOf } from "./news-conditions";
import { moodNumber, toMore, weighWords, wellFormed, writable } from "./news-row";
import type { ListParam, NewsSession } from "./news-session";

/** Versions of one statement, and those that are made ready between two turns of the event loop. */
const ROWS_A_STATEMENT = 1_000;
const ROWS_A_TURN = 100;

/** What is there already of items that come. */
interface There {
  readonly item: number;
  readonly storyNo: number;
  readonly story: string;
  readonly firstOfSource: boolean;
  readonly versions: Set<number>;
  /** The latest version, and its `seq`. */
  top: number;
  topSeq: number;
}

interface Story {
  readonly no: number;
  readonly sources: Set<string>;
}

interface Row {
  readonly seq: number;
  readonly item: number;
  readonly storyNo: number;
  readonly firstOfSource: boolean;
  readonly story: string;
  readonly from: NewsItem;
}

/** Adds versions that are not there yet. Gives the new last `seq` and how many items came new; throws errors of the database. */
export async function appendNews(
  session: NewsSession,
  portion: { readonly items: readonly NewsItem[]; readonly states: ReadonlyMap<string, string> },
  lastSeq: number,
  keptAt: number,
): Promise<number> {
  let seq = lastSeq;
  for (let from = 0; from < portion.items.length; from += ROWS_A_STATEMENT) {
    const items = portion.items.slice(from, from + ROWS_A_STATEMENT).map(writable);
    seq = await appendSome(session, items, seq, keptAt);
  }
  await keepStates(session, portion.states);
  return seq;
}

async function appendSome(
  session: NewsSession,
  items: readonly NewsItem[],
  lastSeq: number,
  keptAt: number,
): Promise<number> {
  const there = await findItems(session, items);
  const stories = await findStories(session, items);
  const rows: Row[] = [];
  const superseded: [old: number, by: number][] = [];
  let seq = lastSeq;
  for (const from of items) {
    const known = there.get(from.id);
    if (known === undefined) {
      seq += 1;
      const story = stories.get(from.story) ?? { no: seq, sources: new Set<string>() };
      const place = { item: seq, storyNo: story.no, story: from.story, firstOfSource: !story.sources.has(from.source) };
      stories.set(from.story, story);
      story.sources.add(from.source);
      there.set(from.id, { ...place, versions: new Set([from.version]), top: from.version, topSeq: seq });
      rows.push({ seq, ...place, from });
    } else if (!known.versions.has(from.version)) {
      seq += 1;
      // A later version stands where its first one stands.
      rows.push({ seq, ...known, from });
      known.versions.add(from.version);
      const newer = from.version > known.top;
      superseded.push([newer ? known.topSeq : seq, seq]);
      if (newer) Object.assign(known, { top: from.version, topSeq: seq });
    }
  }
  if (rows.length === 0) return seq;
  await insertVersions(session, rows, keptAt);
  if (superseded.length > 0) {
    await session.rows("INSERT INTO superseded SELECT unnest(?), unnest(?)", [
      list("INTEGER", superseded, ([old]) => old),
      list("INTEGER", superseded, ([, by]) => by),
    ]);
  }
  return seq;
}

async function findItems(session: NewsSession, items: readonly NewsItem[]): Promise<Map<string, There>> {
  const rows = await session.rows(
    `SELECT id, min(item), min(story_no), min(story), bool_or(first_of_source), list(version), max(version), arg_max(seq, version)
    FROM versions WHERE id IN (SELECT unnest(?)) GROUP BY id`,
    [list("VARCHAR", items, ({ id }) => id)],
  );
  return new Map(
    rows.map(([id, item, storyNo, story, first, versions, top, topSeq]) => [
      String(id),
      {
        item: Number(item),
        storyNo: Number(storyNo),
        story: String(story),
        firstOfSource: first === true,
        versions: new Set(versions instanceof Object && "items" in versions ? (versions.items as number[]) : []),
        top: Number(top),
        topSeq: Number(topSeq),
      },
    ]),
  );
}

async function findStories(session: NewsSession, items: readonly NewsItem[]): Promise<Map<string, Story>> {
  const rows = await session.rows(
    "SELECT DISTINCT story, story_no, source FROM versions WHERE item = seq AND story IN (SELECT unnest(?))",
    [list("VARCHAR", items, ({ story }) => story)],
  );
  const stories = new Map<string, Story>();
  for (const [id, no, source] of rows) {
    const story = stories.get(String(id)) ?? { no: Number(no), sources: new Set<string>() };
    stories.set(String(id), story);
    story.sources.add(String(source));
  }
  return stories;
}

async function insertVersions(session: NewsSession, rows: readonly Row[], keptAt: number): Promise<void> {
  const more: string[] = [];
  const lengths: number[] = [];
  const postings: string[] = [];
  for (const [index, { from }] of rows.entries()) {
    const { weights, words } = weighWords(from);
    more.push(toMore(from));
    lengths.push(words);
    postings.push([...weights].map(([term, weight]) => `${term}:${weight}`).join(" "));
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate();
  }
  const columns: readonly ListParam[] = [
    list("INTEGER", rows, ({ seq }) => seq),
    list("INTEGER", rows, ({ item }) => item),
    list("INTEGER", rows, ({ storyNo }) => storyNo),
    list("BOOLEAN", rows, ({ firstOfSource }) => firstOfSource),
    list("VARCHAR", rows, ({ from }) => from.id),
    list("INTEGER", rows, ({ from }) => from.version),
    list("VARCHAR", rows, ({ from }) => from.digest),
    list("VARCHAR", rows, ({ story }) => story),
    list("VARCHAR", rows, ({ from }) => from.source),
    list("VARCHAR", rows, ({ from }) => from.outlet),
    list("VARCHAR", rows, ({ from }) => from.language?.toLowerCase() ?? null),
    list("INTEGER", rows, ({ from }) => moodNumber(from)),
    list("VARCHAR", rows, ({ from }) => symbolsOf(from)),
    list("BIGINT", rows, ({ from }) => (from.published ? bigintOf(from.published.at) : null)),
    list("VARCHAR", rows, ({ from }) => from.published?.precision ?? null),
    list("BIGINT", rows, ({ from }) => bigintOf(from.firstSeenAt)),
    list("BIGINT", rows, ({ from }) => bigintOf(from.versionAt)),
    list("BIGINT", rows, ({ from }) => bigintOf(from.sortAt)),
    list("BIGINT", rows, ({ from }) => (from.verdict ? bigintOf(from.verdict.scoredAt) : null)),
    list("VARCHAR", rows, ({ from }) => from.verdict?.model ?? null),
    list("VARCHAR", rows, ({ from }) => from.verdict?.modelRevision ?? null),
    list("BIGINT", rows, () => bigintOf(keptAt)),
    list("INTEGER", lengths, (words) => words),
    list("VARCHAR", rows, ({ from }) => from.title),
    list("VARCHAR", rows, ({ from }) => from.lead),
    list("VARCHAR", more, (text) => text),
  ];
  const values = columns.map((_, at) => (at === SYMBOLS ? "string_split(unnest(?), ' ')" : "unnest(?)")).join(", ");
  await session.rows(`INSERT INTO versions SELECT ${values}`, columns);
  await session.rows(
    `INSERT INTO postings SELECT split_part(word, ':', 1)::INTEGER, seq, split_part(word, ':', 2)::SMALLINT, words::SMALLINT
    FROM (SELECT seq, words, unnest(string_split(all_words, ' ')) AS word
      FROM (SELECT unnest(?) AS seq, unnest(?) AS words, unnest(?) AS all_words)) WHERE word <> ''`,
    [
      list("INTEGER", rows, ({ seq }) => seq),
      list("INTEGER", lengths, (words) => words),
      list("VARCHAR", postings, (text) => text),
    ],
  );
}

/** Its place among the columns. */
const SYMBOLS = 12;

/** Coins once each, with spaces between; null without any. */
function symbolsOf({ coins }: NewsItem): string | null {
  const symbols = new Set(coins.map(({ symbol }) => wellFormed(symbol).replaceAll(" ", "")));
  return symbols.size === 0 ? null : [...symbols].join(" ");
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
