import type { IndexRow } from "../../core/news/create-news-index";
import type { NewsItem } from "../../core/news/news-item";
import { bigintOf } from "./bigint-of";
import { moodNumber, wellFormed } from "./news-row";
import type { ListParam, NewsSession } from "./news-session";

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

/** A version that is to be added, and where it stands; its words are not counted yet. */
export interface PlacedItem {
  readonly place: IndexRow;
  readonly story: string;
  readonly from: NewsItem;
}

export interface Placed {
  readonly placed: readonly PlacedItem[];
  readonly superseded: readonly [old: number, newer: number][];
  /** There was no room for an item. */
  readonly cut: boolean;
}

/** Says of each version that is not there yet where it stands, and which ones are no longer the latest then. Of new items it takes `room`. */
export async function placeNews(
  session: NewsSession,
  items: readonly NewsItem[],
  { lastSeq, keptAt, room }: { readonly lastSeq: number; readonly keptAt: number; readonly room: number },
): Promise<Placed> {
  const there = await findItems(session, items);
  const stories = await findStories(session, items);
  const placed: PlacedItem[] = [];
  const superseded: [number, number][] = [];
  let [left, cut] = [room, false];
  for (const from of items) {
    const seq = lastSeq + placed.length + 1;
    const known = there.get(from.id);
    if (known === undefined && left <= 0) {
      cut = true;
    } else if (known === undefined) {
      left -= 1;
      const story = stories.get(from.story) ?? { no: seq, sources: new Set<string>() };
      const fresh: There = {
        item: seq,
        storyNo: story.no,
        story: from.story,
        firstOfSource: !story.sources.has(from.source),
        versions: new Set([from.version]),
        top: from.version,
        topSeq: seq,
      };
      stories.set(from.story, story);
      story.sources.add(from.source);
      there.set(from.id, fresh);
      placed.push(placeOf(seq, fresh, from, keptAt));
    } else if (!known.versions.has(from.version)) {
      // A later version stands where its first one stands.
      placed.push(placeOf(seq, known, from, keptAt));
      known.versions.add(from.version);
      const newer = from.version > known.top;
      superseded.push([newer ? known.topSeq : seq, seq]);
      if (newer) Object.assign(known, { top: from.version, topSeq: seq });
    }
  }
  return { placed, superseded, cut };
}

function placeOf(
  seq: number,
  { item, storyNo, story, firstOfSource }: There,
  from: NewsItem,
  keptAt: number,
): PlacedItem {
  const { id, source, outlet } = from;
  const place: IndexRow = {
    ...{ seq, item, storyNo, firstOfSource, id, source, outlet, keptAt },
    language: from.language?.toLowerCase() ?? null,
    mood: moodNumber(from),
    symbols: [...new Set(from.coins.map(({ symbol }) => wellFormed(symbol).replaceAll(" ", "")))],
    sortAt: Number(bigintOf(from.sortAt)),
    words: 0,
    isVague: from.published?.precision === "month" || from.published?.precision === "year",
  };
  return { place, story, from };
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
        // A list of the database: of a column of whole numbers, so that its items are.
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

const list = <T>(
  of: ListParam["of"],
  rows: readonly T[],
  value: (row: T) => ListParam["values"][number],
): ListParam => ({
  of,
  values: rows.map(value),
});
