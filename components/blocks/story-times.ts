import type { NewsRow } from "@/lib/contracts/news";
import type { Precision } from "@/lib/contracts/news-words";
import { momentWords } from "./time-ago";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** A moment as exactly as it is told: "2026-01-04 13:05 UTC", "4 Jan 2026, hour not known", "2018, day not known". */
export function toldWords(iso: string, precision: Precision): string {
  const at = Date.parse(iso);
  switch (precision) {
    case "year":
      return `${iso.slice(0, 4)}, day not known`;
    case "month":
      return `${month.format(at)}, day not known`;
    case "day":
      return `${day.format(at)}, hour not known`;
    default:
      return momentWords(at);
  }
}

interface StoryAge {
  /** Milliseconds since the epoch; null where only a year or a month is told. */
  readonly at: number | null;
  /** Instead of an age: "2018". */
  readonly rough: string | null;
  /** For machines: as exactly as it is told. */
  readonly dateTime: string;
  /** All that is known, for who asks. */
  readonly title: string;
}

// A clock that is a little fast is no news from the future.
const isAhead = (told: string, seen: string): boolean => Date.parse(told) > Date.parse(seen) + 600_000;

type Told = Pick<NewsRow, "published_at" | "published_precision" | "first_seen_at">;

/** How old a story is: since it was published, or since it was first seen where that is not told or lies in the future. */
export function ageOf({ published_at: told, published_precision: precision, first_seen_at: seen }: Told): StoryAge {
  const first = `first seen ${momentWords(Date.parse(seen))}`;
  if (told === null || precision === null)
    return { at: Date.parse(seen), rough: null, dateTime: seen, title: `${first}; the source tells no time` };
  const words = `published ${toldWords(told, precision)}`;
  if (precision === "year" || precision === "month")
    return {
      at: null,
      rough: precision === "year" ? told.slice(0, 4) : month.format(Date.parse(told)),
      dateTime: told.slice(0, precision === "year" ? 4 : 7),
      title: `${words}; ${first}`,
    };
  if (isAhead(told, seen))
    return { at: Date.parse(seen), rough: null, dateTime: seen, title: `${first}; the source says ${words}` };
  return {
    at: Date.parse(told),
    rough: null,
    dateTime: precision === "day" ? told.slice(0, 10) : told,
    title: `${words}; ${first}`,
  };
}

/** The time of a story where ages are not told: as exactly as it is known, exact moments as `format` has them. */
export function timeWords(
  { published_at: told, published_precision: precision, first_seen_at: seen }: Told,
  format: (at: number) => string,
): string {
  const isRough = precision === "year" || precision === "month";
  if (told === null || precision === null || (!isRough && isAhead(told, seen)))
    return `first seen ${format(Date.parse(seen))}`;
  return isRough || precision === "day" ? toldWords(told, precision) : format(Date.parse(told));
}
