import type { Timeframe } from "../../contracts/market";
import type { Candles } from "../market/candles";
import { findGaps } from "../market/find-gaps";
import { formatPrice } from "../market/format-price";
import { stepOf } from "../market/timeframe";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;
/** Less than that is written as 0.0. */
const STILL_PCT = 0.05;

const count = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** What a chart of prices shows, for those who do not see it: how far the price went in which time, between what, when, and what is missing. */
export function describePrices(symbol: string, candles: Candles, timeframe: Timeframe): string {
  const last = candles.time.length - 1;
  const open = candles.open[0];
  const close = candles.close[last];
  if (open === undefined || close === undefined) return `There are no candles of ${symbol}.`;
  const span = (candles.time[last] ?? 0) - (candles.time[0] ?? 0) + stepOf[timeframe];
  const when = momentOf(timeframe);
  const [lowest, highest] = [placeOf(candles.low, -1), placeOf(candles.high, 1)];
  const [low, high] = [candles.low[lowest] ?? close, candles.high[highest] ?? close];
  const change = open > 0 ? 100 * (close / open - 1) : 0;
  const over = `Over ${spell(span)} ${symbol}`;
  if (low === high) return `${over} stood still at ${formatPrice(close)}.${missingIn(candles, timeframe)}`;
  const moved =
    Math.abs(change) < STILL_PCT
      ? "ended where it began"
      : `${change > 0 ? "rose" : "fell"} ${percent.format(Math.abs(change))}%`;
  const range = `between ${formatPrice(low)} and ${formatPrice(high)}`;
  const where =
    last === 0 ? "" : ` Lowest ${when(candles.time[lowest] ?? 0)}, highest ${when(candles.time[highest] ?? 0)}.`;
  return `${over} ${moved}, ${range}, and closed at ${formatPrice(close)}.${where}${missingIn(candles, timeframe)}`;
}

function missingIn({ time: times }: Candles, timeframe: Timeframe): string {
  const { missing } = findGaps(times, timeframe);
  if (missing === 0) return "";
  return missing === 1 ? " One candle is missing." : ` ${count.format(missing)} candles are missing.`;
}

/** A day, and the time where candles are shorter than one. */
const momentOf =
  (timeframe: Timeframe) =>
  (at: number): string =>
    stepOf[timeframe] < DAY ? `${day.format(at)} ${time.format(at)} UTC` : day.format(at);

/** Place of the least (sign -1) or greatest (sign 1) number; the first of equal ones. */
function placeOf(values: Float64Array, sign: 1 | -1): number {
  let place = 0;
  for (let at = 1; at < values.length; at++) {
    if (sign * (values[at] ?? 0) > sign * (values[place] ?? 0)) place = at;
  }
  return place;
}

function spell(span: number): string {
  if (span >= 2 * YEAR) return `${percent.format(span / YEAR)} years`;
  const [unit, name] = span >= 2 * DAY ? [DAY, "day"] : span >= HOUR ? [HOUR, "hour"] : [MINUTE, "minute"];
  const units = Math.round(span / unit);
  return units === 1 ? `one ${name}` : `${count.format(units)} ${name}s`;
}
