import { makeFoundItem } from "./make-found-item";
import type { FoundItem } from "./news-item";
import { parseNewsTime } from "./parse-news-time";

/** What columns of news are called, without case and signs, the best first. */
const names = {
  title: ["title", "headline", "newstitle", "heading"],
  // A lead before the whole text: it says the same in fewer words.
  body: [
    "description",
    "summary",
    "lead",
    "abstract",
    "excerpt",
    "text",
    "body",
    "content",
    "article",
    "newstext",
    "fulltext",
  ],
  published: [
    "publishedat",
    "published",
    "publisheddate",
    "publishdate",
    "publishtime",
    "datepublished",
    "pubdate",
    "newsdatetime",
    "datetime",
    "date",
    "timestamp",
    "time",
    "createdat",
    "created",
    "postedat",
  ],
  outlet: [
    "source",
    "outlet",
    "publisher",
    "sourcename",
    "provider",
    "site",
    "sourcedomain",
    "domain",
    "sourceurl",
    "author",
  ],
  url: ["url", "link", "href", "newsurl", "articleurl", "permalink"],
  guid: ["guid", "id", "uuid", "newsid", "articleid"],
} as const;
type Role = keyof typeof names;

const places = new Map<string, { readonly role: Role; readonly rank: number }>(
  Object.entries(names).flatMap(([role, all]) =>
    // Keys of `names` are its roles.
    all.map((name, rank) => [name, { role: role as Role, rank }] as const),
  ),
);
/** Longer names are none of these. */
const LONGEST_NAME = 40;

const placeOf = (name: string) =>
  name.length > LONGEST_NAME ? undefined : places.get(name.toLowerCase().replace(/[^a-z0-9]/g, ""));

/** Whether a table with these columns may hold news: there is something to read in it. */
export const hasNewsColumns = (columns: readonly string[]): boolean =>
  columns.some((name) => ["title", "body"].includes(placeOf(name)?.role ?? ""));

/** Whether a column is of any use. */
export const isNewsColumn = (name: string): boolean => placeOf(name) !== undefined;

/**
 * A row of a table as an item of news, its columns told by their names; null where there is nothing to read in it. Of several columns
 * that say the same, the first that says anything counts. `name`: who is named where nothing tells who wrote it.
 */
export function rowToItem(
  cells: Iterable<readonly [name: string, value: unknown]>,
  { name }: { readonly name: string },
): FoundItem | null {
  const found: Record<Role, { rank: number; value: unknown }[]> = {
    title: [],
    body: [],
    published: [],
    outlet: [],
    url: [],
    guid: [],
  };
  for (const [column, value] of cells) {
    const place = placeOf(column);
    if (place !== undefined) found[place.role].push({ rank: place.rank, value });
  }
  const first = <T>(role: Role, read: (value: unknown) => T | null): T | null => {
    if (found[role].length > 1) found[role].sort((a, b) => a.rank - b.rank);
    for (const { value } of found[role]) {
      const said = read(value);
      if (said !== null) return said;
    }
    return null;
  };
  return makeFoundItem(
    {
      guid: first("guid", guidOf),
      title: first("title", wordsOf),
      body: first("body", wordsOf),
      url: first("url", wordsOf),
      outlet: first("outlet", outletOf),
      published: first("published", parseNewsTime),
    },
    { name },
  );
}

const wordsOf = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value : null);

/** A number alone counts rows: it is another one when rows are added on top, and the same in another file. */
function guidOf(value: unknown): string | null {
  const text = wordsOf(value);
  return text === null || /^\d{1,9}$/.test(text.trim()) ? null : text;
}

/** A name, or the host of an address, or what an object calls itself. */
function outletOf(value: unknown): string | null {
  if (typeof value === "object" && value !== null && "name" in value) return wordsOf(value.name);
  const said = wordsOf(value)?.trim() ?? null;
  // An object that somebody wrote down as text.
  const text = said?.startsWith("{") ? (/['"]name['"]\s*:\s*['"]([^'"]{1,80})/.exec(said)?.[1] ?? null) : said;
  if (text === null || !/^https?:\/\//i.test(text)) return text;
  return URL.canParse(text) ? new URL(text).hostname.replace(/^www[.]/, "") || null : null;
}
