import type { Timeframe } from "../../contracts/timeframes";
import { stepOf } from "../market/timeframe";

export type Zone = "utc" | "local";

const pad = (value: number): string => String(value).padStart(2, "0");

/** The clock of a zone: fields of a moment there. Local is that of the machine it runs on. */
function fieldsOf(at: number, zone: Zone) {
  const date = new Date(at);
  return zone === "utc"
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      }
    : {
        year: date.getFullYear(),
        month: date.getMonth(),
        day: date.getDate(),
        hour: date.getHours(),
        minute: date.getMinutes(),
      };
}

const isDays = (timeframe: Timeframe): boolean => stepOf[timeframe] >= stepOf["1d"];

/** Opening of a candle in words: "2026-01-04", or with its time where candles are shorter than a day or the zone is not UTC. */
export function formatMoment(at: number, timeframe: Timeframe, zone: Zone): string {
  const { year, month, day, hour, minute } = fieldsOf(at, zone);
  const date = `${year}-${pad(month + 1)}-${pad(day)}`;
  return isDays(timeframe) && zone === "utc" ? date : `${date} ${pad(hour)}:${pad(minute)}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A mark on the time axis. Days and weeks are days of UTC in every zone: that is what their candles cover. */
export function formatTick(
  at: number,
  mark: "year" | "month" | "day" | "time",
  timeframe: Timeframe,
  zone: Zone,
): string {
  const { year, month, day, hour, minute } = fieldsOf(at, isDays(timeframe) ? "utc" : zone);
  if (mark === "year") return String(year);
  if (mark === "month") return months[month] ?? "";
  if (mark === "day") return `${months[month]} ${day}`;
  return `${pad(hour)}:${pad(minute)}`;
}
