const DAY_MS = 86_400_000;
/** A feed that is asked every few seconds is not old after as many. */
const LEAST_NEWS_MS = 120_000;

/** What is known of a source, all times in milliseconds since the epoch. */
export interface Freshness {
  readonly kind: "candles" | "news";
  /** How often new candles come, or news is asked for, in milliseconds; null where none comes. */
  readonly cadenceMs: number | null;
  /** Opening of its newest candle; of news it does not count, as a quiet feed is not an old one. */
  readonly lastItemAt: number | null;
  /** When it last answered. */
  readonly lastOkAt: number | null;
  /** By the server's clock. */
  readonly now: number;
  /** True: made up here, and as fresh as it can be. */
  readonly sample?: boolean;
  /** How long its newest candle is; where that is not known, as long as the cadence, a day at the most. */
  readonly candleMs?: number;
}

/**
 * Whether what a source gives is older than twice its cadence. Candles: by the age of the newest, from its end on, where it answered within
 * its cadence: what nobody asks for grows old here, however well it is kept up there. News, which is asked for all the time: by the time
 * since the source last answered, two minutes at the least. Null where that cannot be told: nothing comes of itself, nothing is at hand.
 */
export function isStale(source: Freshness): boolean | null {
  const { kind, cadenceMs, lastItemAt, lastOkAt, now } = source;
  if (source.sample === true) return false;
  if (cadenceMs === null) return null;
  if (kind === "news") return lastOkAt === null ? null : now - lastOkAt > Math.max(2 * cadenceMs, LEAST_NEWS_MS);
  // Who had all there was, once its cadence ago, is at the bound now, and not beyond.
  if (lastOkAt === null || now - lastOkAt > cadenceMs) return null;
  const length = source.candleMs ?? Math.min(cadenceMs, DAY_MS);
  return lastItemAt === null ? null : now - lastItemAt > 2 * cadenceMs + length;
}
