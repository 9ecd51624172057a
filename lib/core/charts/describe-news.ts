import type { Timeframe } from "../../contracts/timeframes";
import { placeOf } from "../market/candles";
import { countOf, formatCount } from "./count-of";
import { countsAt, type NewsBars } from "./prepare-news-marks";
import { storyWords } from "./story-words";

const units: Readonly<Partial<Record<Timeframe, string>>> = { "1h": "hour", "1d": "day", "1w": "week" };
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** What the markers and the pane of mood show from `since` on (milliseconds), for those who do not see them. */
export function describeNews(bars: NewsBars, time: Float64Array, since: number, timeframe: Timeframe): string {
  const sum = { bullish: 0, neutral: 0, bearish: 0, unclear: 0 };
  let [up, down, first] = [0, 0, -1];
  const begin = placeOf(time, since);
  for (let at = begin; at < time.length; at += 1) {
    if ((bars.stories[at] ?? -1) < 0) continue;
    if (first === -1) first = at;
    const counts = countsAt(bars, at);
    for (const name of ["bullish", "neutral", "bearish", "unclear"] as const) sum[name] += counts[name];
    if (counts.bullish > counts.bearish) up += 1;
    if (counts.bearish > counts.bullish) down += 1;
  }
  if (first === -1) return "";
  // What is wider than can be asked for is told of in part.
  const from = first === begin ? "" : ` since ${day.format(time[first] ?? 0)}`;
  const clear = sum.bullish + sum.neutral + sum.bearish;
  if (clear + sum.unclear === 0) return from === "" ? "No story about it in this time." : `No story about it${from}.`;
  const unit = units[timeframe] ?? "candle";
  const whose = clear + sum.unclear === 1 ? "its" : "their";
  const leaned =
    clear === 0
      ? ` Too unclear to tell ${whose} mood.`
      : up + down === 0
        ? ` ${whose === "its" ? "Its" : "Their"} mood leaned neither way.`
        : ` Mood was bullish ${preposition(unit)} ${countOf(up, unit)}, bearish ${preposition(unit)} ${formatCount(down)}.`;
  return `News${from}: ${storyWords(sum)}.${leaned}`;
}

const preposition = (unit: string): string => (unit === "day" ? "on" : unit === "candle" ? "at" : "in");
