import type { Precision } from "../../contracts/news-words";
import { parseMoment } from "../market/parse-moment";
import type { Moment } from "./news-item";

const DAY_MS = 86_400_000;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Zones of RFC 822, in hours. */
const ZONES = new Map([
  ...["Z", "UT", "UTC", "GMT"].map((zone) => [zone, 0] as const),
  ...(["EST", "CST", "MST", "PST"] as const).map((zone, at) => [zone, -5 - at] as const),
  ...(["EDT", "CDT", "MDT", "PDT"] as const).map((zone, at) => [zone, -4 - at] as const),
]);

/** "Mon, 06 Jan 2025 10:00:00 GMT", the weekday and the seconds may be absent (RFC 822, RFC 2822). */
const mail =
  /^(?:[a-z]{3,9},? +)?(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.]\d{1,9})?)?)?(?: *(?:GMT|UTC)?([+-]\d{2}:?\d{2}|[a-z]{1,4})?)?(?: *\([^()]*\))?$/i;
/** "Mon Nov 17 2025 13:40:00 GMT-0500 (somewhere)", "November 17, 2025". */
const spoken =
  /^(?:[a-z]{3,9},? +)?([a-z]{3,9})[.]? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: *(?:GMT|UTC)?([+-]\d{2}:?\d{2}|[a-z]{1,4})?)?(?: *\([^()]*\))?$/i;
const coarse = /^(\d{4})(?:[-/](\d{1,2}))?$/;

interface Parts {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: string | undefined;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly zone: string | undefined;
}

/**
 * When something was published, as feeds and files write it, with how exactly that is told; null where it cannot be read. Without a zone
 * it is UTC. Midnight to the second stands for a day: those who know only the day write it so.
 */
export function parsePublished(raw: string | number | Date): Moment | null {
  if (typeof raw !== "string") return momentAt(parseMoment(raw), "second");
  const text = raw.slice(0, 120).replace(/\s+/g, " ").trim();
  const [, year, month] = coarse.exec(text) ?? [];
  if (year !== undefined) return ofCoarse(Number(year), month === undefined ? null : Number(month));
  const iso = /^(\d{4}[-/])(\d{1,2})([-/])(\d{1,2})(?:[T ]+(\d{1,2})(:\d{2})(.*))?$/.exec(text);
  if (iso) return ofIso(iso);
  const byDay = mail.exec(text);
  if (byDay)
    return ofParts({
      day: byDay[1],
      month: monthOf(byDay[2]),
      year: byDay[3],
      hour: byDay[4],
      minute: byDay[5],
      second: byDay[6],
      zone: byDay[7],
    });
  const byMonth = spoken.exec(text);
  if (byMonth)
    return ofParts({
      month: monthOf(byMonth[1]),
      day: byMonth[2],
      year: byMonth[3],
      hour: byMonth[4],
      minute: byMonth[5],
      second: byMonth[6],
      zone: byMonth[7],
    });
  return momentAt(parseMoment(text), "second");
}

function momentAt(at: number | null, precision: Precision): Moment | null {
  if (at === null) return null;
  return { at, precision: precision === "second" && at % DAY_MS === 0 ? "day" : precision };
}

/** Digits are filled up to two, then it is read as candles are dated. */
function ofIso([
  ,
  year = "",
  month = "",
  dash = "",
  day = "",
  hour,
  minute = "",
  rest = "",
]: RegExpExecArray): Moment | null {
  const date = `${year}${month.padStart(2, "0")}${dash}${day.padStart(2, "0")}`;
  if (hour === undefined) return momentAt(parseMoment(date), "day");
  const zoned = rest.replace(/ ?GMT$/i, "Z").replace(/ ?z$/, "Z");
  const at = parseMoment(`${date} ${hour.padStart(2, "0")}${minute}${zoned}`);
  return momentAt(at, /^:\d{2}/.test(rest) ? "second" : "minute");
}

function ofCoarse(year: number, month: number | null): Moment | null {
  if (year < 1990 || year >= 2100 || (month !== null && (month < 1 || month > 12))) return null;
  return { at: Date.UTC(year, (month ?? 1) - 1), precision: month === null ? "year" : "month" };
}

const monthOf = (name = ""): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function ofParts({ year = "", month, day = "", hour, minute = "00", second, zone }: Parts): Moment | null {
  const away = offsetOf(zone);
  if (month === 0 || away === null) return null;
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined) return momentAt(parseMoment(date), "day");
  const at = parseMoment(`${date} ${hour.padStart(2, "0")}:${minute}:${second ?? "00"}`);
  return momentAt(at === null ? null : at - away, second === undefined ? "minute" : "second");
}

/** Milliseconds that a zone is ahead of UTC; null for one that is not known. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return 0;
  const digits = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!digits) {
    const hours = ZONES.get(zone.toUpperCase());
    return hours === undefined ? null : hours * 3_600_000;
  }
  const minutes = Number(digits[2]) * 60 + Number(digits[3]);
  return minutes > 15 * 60 ? null : (digits[1] === "-" ? -minutes : minutes) * 60_000;
}
