import type { NewsFilter } from "../../core/news/news-archive";
import { moodNumbers } from "./news-schema";
import type { Param } from "./news-session";

/** Conditions over `versions v`, with what stands for their question marks, in order. */
export interface Conditions {
  readonly sql: string;
  readonly params: readonly Param[];
}

/** Versions that were the latest of their items when the archive held `asOf` versions. */
const latest = "v.seq <= ? AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.old = v.seq AND s.newer <= ?)";

/** What a filter asks for. Nothing of what it says becomes part of the SQL. */
export function newsConditions(filter: NewsFilter, asOf: number, folded: boolean): Conditions {
  const parts: string[] = [latest];
  const params: Param[] = [asOf, asOf];
  const add = (sql: string, ...values: readonly Param[]): void => {
    parts.push(sql);
    params.push(...values);
  };
  const { sources, language } = filter;
  const among = sources && marks(sources.length);
  if (among) add(`v.source IN ${among}`, ...sources);
  if (folded && !among) add("v.item = v.story_no");
  if (folded && among) {
    add("v.first_of_source");
    if (sources.length > 1) {
      add(
        `NOT EXISTS (SELECT 1 FROM versions e WHERE e.story_no = v.story_no AND e.item = e.seq AND e.item < v.item AND e.first_of_source AND e.source IN ${among})`,
        ...sources,
      );
    }
  }
  if (filter.label !== undefined) add("v.mood = ?", moodNumbers[filter.label]);
  if (filter.from !== undefined) add("v.sort_at >= ?", bigintOf(filter.from));
  if (filter.to !== undefined) add("v.sort_at < ?", bigintOf(filter.to));
  if (language !== undefined) {
    const tag = language.toLowerCase();
    add("(v.language = ? OR starts_with(v.language, ?))", tag, `${tag}-`);
  }
  if (filter.symbol !== undefined) add("list_contains(v.symbols, ?)", filter.symbol);
  return { sql: parts.join(" AND "), params };
}

/** So many question marks; without any, what nothing is in. */
export const marks = (count: number): string => `(${count === 0 ? "NULL" : Array(count).fill("?").join(", ")})`;

/** Milliseconds that a BIGINT holds. */
export const bigintOf = (value: number): bigint =>
  BigInt(Number.isFinite(value) ? Math.ceil(Math.max(-9e15, Math.min(9e15, value))) : value > 0 ? 9e15 : -9e15);
