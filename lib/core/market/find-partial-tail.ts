import { type Candles, placeOf, sliceCandles } from "./candles";
import { stepOf } from "./timeframe";

/** Candles at the end that are looked at. */
const LOOK = 5_000;
/** Candles before the tail that say what is usual, and how few say nothing. */
const USUAL = 60;
const FEW = 30;

/** A close that is this share of its candle's range away from the next open does not join it. */
const BROKEN = 0.1;
const SHORTEST_TAIL = 5;
const tailIs = { brokenBefore: 0.25, broken: 0.6, volume: 0.35, range: 0.7 } as const;

/** One last candle has no next open: its volume must be low beside the last seven and beside the same hour of eight weeks. */
const WEEKS = 8;
const lastIs = { among: 7, volume: 0.35, range: 0.45, ofQuietest: 0.5, weeks: 4 } as const;

/**
 * Opening of the first candle of a tail that covers a part of its time only, or null. Such candles hold a small share of the usual volume,
 * their ranges are small, and (of several) the closes do not join the next opens, as the price moved on unseen. A market that merely became
 * quiet keeps joining. Only a tail that lasts to the end counts.
 */
export function findPartialTail(candles: Candles): number | null {
  const from = Math.max(0, candles.time.length - LOOK);
  const seen = sliceCandles(candles, from, candles.time.length);
  const start = longTail(seen) ?? lastAlone(seen);
  return start === null ? null : (seen.time[start] ?? null);
}

function longTail(candles: Candles): number | null {
  const { time, volume } = candles;
  const broken = brokenJoins(candles);
  let start = startOfBroken(broken);
  if (start === null || start < FEW) return null;
  const before = Math.max(0, start - USUAL);
  const usual = median(volume.subarray(before, start));
  // A whole candle before it may happen not to join.
  while (start < time.length && (volume[start] ?? 0) > usual * tailIs.volume) start += 1;
  if (time.length - start < SHORTEST_TAIL) return null;
  const ranges = rangesOf(candles);
  const says =
    share(broken.subarray(before, start)) <= tailIs.brokenBefore &&
    share(broken.subarray(start)) >= tailIs.broken &&
    median(volume.subarray(start)) <= usual * tailIs.volume &&
    median(ranges.subarray(start)) <= median(ranges.subarray(before, start)) * tailIs.range;
  return says ? start : null;
}

/** 1 where the close is far from the next open. The last candle has none. */
function brokenJoins({ time, open, high, low, close }: Candles): Uint8Array {
  const broken = new Uint8Array(Math.max(0, time.length - 1));
  for (let i = 0; i < broken.length; i += 1) {
    const range = (high[i] ?? 0) - (low[i] ?? 0);
    if (Math.abs((open[i + 1] ?? 0) - (close[i] ?? 0)) > range * BROKEN) broken[i] = 1;
  }
  return broken;
}

/** Where the end begins in which joins are broken more often than not: the place after which broken ones outweigh the others most. */
function startOfBroken(broken: Uint8Array): number | null {
  let best = 0;
  let start: number | null = null;
  let sum = 0;
  for (let i = broken.length - 1; i >= 0; i -= 1) {
    sum += broken[i] === 1 ? 1 : -1;
    if (sum > best) {
      best = sum;
      start = i;
    }
  }
  return start;
}

function lastAlone(candles: Candles): number | null {
  const { time, volume } = candles;
  const last = time.length - 1;
  if (last < FEW) return null;
  const ranges = rangesOf(candles);
  const among = Math.max(0, last - lastIs.among);
  const own = volume[last] ?? 0;
  if (own >= median(volume.subarray(among, last)) * lastIs.volume) return null;
  if ((ranges[last] ?? 0) >= median(ranges.subarray(among, last)) * lastIs.range) return null;
  const weeks = sameHour(candles, last);
  const beside = weeks.length >= lastIs.weeks ? weeks : volume.subarray(Math.max(0, last - USUAL), last);
  return own < beside.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY) * lastIs.ofQuietest
    ? last
    : null;
}

/** Volumes at the same hour of the same day of the weeks before: weekends and nights are quiet every week. */
function sameHour({ time, volume }: Candles, last: number): Float64Array {
  const found: number[] = [];
  for (let week = 1; week <= WEEKS; week += 1) {
    const at = (time[last] ?? 0) - week * stepOf["1w"];
    const place = placeOf(time, at);
    if (time[place] === at) found.push(volume[place] ?? 0);
  }
  return Float64Array.from(found);
}

/** High less low, as a share of the close. */
function rangesOf({ high, low, close }: Candles): Float64Array {
  return Float64Array.from(close, (value, i) => ((high[i] ?? 0) - (low[i] ?? 0)) / value);
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >>> 1] ?? 0;
}

const share = (flags: Uint8Array): number =>
  flags.length === 0 ? 0 : flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
