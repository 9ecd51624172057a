import type { Precision } from "../../contracts/news-words";
import type { Moment } from "./news-item";

const FIRST_YEAR = 2009;
const LAST_YEAR = 2100;
/** Longer than any time that somebody writes, with the name of its zone. */
const LONGEST = 120;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Zones by name, in hours ahead of UTC: those of RFC 822, and some that mean one thing. Others are not guessed. */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  cet: 1,
  cest: 2,
  jst: 9,
  kst: 9,
};

// Texts are at most LONGEST long, so that none of these can take long.
const weekday = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\\s+)?";
const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[.,]?";
const clock = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s?([ap])\\.?m\\.?)?";
const zone = "\\s*([a-z]{1,5})?\\s?([+-]\\d{1,2}(?::?\\d{2})?)?(?:\\s*\\([^()]*\\))?";
const time = `(?:(?:\\s*t\\s*|[\\s,]+(?:at\\s+)?)${clock}${zone})?`;
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, "i");

const yearFirst = whole(`(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${time}`);
const packed = whole(`(\\d{4})(\\d{2})(\\d{2})(?:t(\\d{2})(\\d{2})(\\d{2})?\\s?(z|[+-]\\d{2}:?\\d{2})?)?`);
const dayFirst = whole(`${weekday}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${month}[\\s-]+(\\d{4}|\\d{2})${time}`);
const monthFirst = whole(`${weekday}${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,\\s*|\\s+)(\\d{4})${time}`);
const yearLast = whole(`${weekday}${month}\\s+(\\d{1,2})\\s+${clock}${zone}\\s+(\\d{4})`);
const monthOnly = /^(\d{4})[-/](\d{1,2})$/;
const yearOnly = /^\d{4}$/;
const epoch = /^\d{10,19}(?:\.\d{1,9})?$/;

interface Parts {
  readonly year: string | undefined;
  /** From 1. */
  readonly month: number;
  readonly day: string | undefined;
  readonly clock?: readonly (string | undefined)[];
  readonly name?: string | undefined;
  readonly offset?: string | undefined;
}

/**
 * A time as sources of news write it, in milliseconds since the epoch, with what is known of it; null where it is none, or before 2009
 * or after 2100. UTC where no zone is named. A zone by a name that is not known leaves the day, and midnight to the second stands for a
 * day: those who know only the day write it so. Nothing is guessed: 3/4/2024 is null.
 */
export function parseNewsTime(value: unknown): Moment | null {
  if (typeof value === "number") return fromNumber(value);
  if (typeof value === "bigint") return fromNumber(Number(value));
  if (value instanceof Date) return fromMs(value.getTime());
  if (typeof value !== "string" || value.length > 4 * LONGEST) return null;
  const text = value.trim();
  if (text.length < 4 || text.length > LONGEST) return null;
  if (yearOnly.test(text) || epoch.test(text)) return fromNumber(Number(text));
  const parts = partsOf(text);
  return parts === null ? null : toMoment(parts);
}

/** A year, or seconds, milliseconds, microseconds or nanoseconds since the epoch: the size says which. */
function fromNumber(value: number): Moment | null {
  if (Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR)
    return believable(Date.UTC(value, 0), "year");
  if (!(value > 0)) return null;
  const ms = value < 1e11 ? value * 1e3 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6;
  return fromMs(Math.floor(ms));
}

const fromMs = (ms: number): Moment | null => believable(ms, ms % DAY_MS === 0 ? "day" : "second");

function partsOf(text: string): Parts | null {
  let found = yearFirst.exec(text);
  if (found !== null)
    return {
      year: found[1],
      month: Number(found[3]),
      day: found[4],
      clock: found.slice(5, 10),
      name: found[10],
      offset: found[11],
    };
  found = packed.exec(text);
  if (found !== null) {
    const [, year, two, day, hour, minute, second, tail] = found;
    const name = tail?.toLowerCase() === "z" ? "z" : undefined;
    return {
      year,
      month: Number(two),
      day,
      clock: [hour, minute, second],
      name,
      offset: name === undefined ? tail : undefined,
    };
  }
  found = dayFirst.exec(text);
  if (found !== null)
    return {
      year: found[3]?.length === 2 ? `20${found[3]}` : found[3],
      month: numberOf(found[2]),
      day: found[1],
      clock: found.slice(4, 9),
      name: found[9],
      offset: found[10],
    };
  found = monthFirst.exec(text);
  if (found !== null)
    return {
      year: found[3],
      month: numberOf(found[1]),
      day: found[2],
      clock: found.slice(4, 9),
      name: found[9],
      offset: found[10],
    };
  found = yearLast.exec(text);
  if (found !== null)
    return {
      year: found[10],
      month: numberOf(found[1]),
      day: found[2],
      clock: found.slice(3, 8),
      name: found[8],
      offset: found[9],
    };
  found = monthOnly.exec(text);
  return found === null ? null : { year: found[1], month: Number(found[2]), day: undefined };
}

const numberOf = (name: string | undefined): number => months.indexOf(name?.slice(0, 3).toLowerCase() ?? "") + 1;

function toMoment({ year, month: count, day, clock: told = [], name, offset }: Parts): Moment | null {
  const date = new Date(Date.UTC(Number(year), count - 1, Number(day ?? 1)));
  if (count < 1 || count > 12 || date.getUTCMonth() !== count - 1 || date.getUTCDate() !== Number(day ?? 1))
    return null;
  if (day === undefined) return believable(date.getTime(), "month");
  const [hours, minute, second, fraction, half] = told;
  if (hours === undefined) return believable(date.getTime(), "day");
  const hour = hourOf(Number(hours), half);
  if (hour === null || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const before = zoneOf(name, offset);
  if (before === null) return null;
  if (before === "unknown") return believable(date.getTime(), "day");
  const ms = Number((fraction ?? "").padEnd(3, "0").slice(0, 3));
  // A leap second is the last that this clock knows.
  const at = (hour * 60 + Number(minute)) * MINUTE_MS + Math.min(59, Number(second ?? 0)) * 1_000 + ms;
  if (at === 0 && second !== undefined) return believable(date.getTime(), "day");
  return believable(date.getTime() + at - before, second === undefined ? "minute" : "second");
}

/** Hour of the day by its number and a or p; null where there is no such hour. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/** Milliseconds by which a zone is ahead of UTC; null where there is no such offset. */
function zoneOf(name: string | undefined, offset: string | undefined): number | "unknown" | null {
  if (offset === undefined) {
    if (name === undefined) return 0;
    const hours = zones[name.toLowerCase()];
    return hours === undefined ? "unknown" : hours * 60 * MINUTE_MS;
  }
  const digits = offset.slice(1).replace(":", "");
  const [hours, minutes] = digits.length > 2 ? [digits.slice(0, -2), digits.slice(-2)] : [digits, "0"];
  const ms = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  if (Number(minutes) > 59 || ms > DAY_MS) return null;
  return offset.startsWith("-") ? -ms : ms;
}

/** Within the years in which there is news of coins. */
function believable(at: number, precision: Precision): Moment | null {
  const year = new Date(at).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { at, precision } : null;
}
