import { daysOf, type Range } from "./prices-view";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const labels = {
  "7d": ["7-day change", "Volume, 7 d"],
  "30d": ["30-day change", "Volume, 30 d"],
  "90d": ["90-day change", "Volume, 90 d"],
  "1y": ["Change in a year", "Volume, 1 y"],
  all: ["Change over all", "Volume, all"],
} as const satisfies Record<Range, readonly [string, string]>;

/** "17 h", "45 d", "3.2 y". */
function spanWords(span: number): string {
  if (span < HOUR_MS) return `${Math.round(span / 60_000)} min`;
  if (span < 2 * DAY_MS) return `${Math.round(span / HOUR_MS)} h`;
  const days = Math.round(span / DAY_MS);
  return days < 730 ? `${days} d` : `${(days / 365.25).toFixed(1)} y`;
}

interface Covered {
  /** What the candles cover; null while that is not known. */
  readonly span: number | null;
  /** What all candles of the source cover. */
  readonly whole: number;
  /** Length of a candle. */
  readonly step: number;
}

/**
 * Names of what is summed up over a range: its own where the candles cover it, to within one candle or a hundredth; else the time that
 * they do cover. All in milliseconds.
 */
export function sumWords(range: Range, { span, whole, step }: Covered): readonly [change: string, volume: string] {
  if (span === null) return labels[range];
  const days = daysOf[range];
  const wanted = days === null ? whole : days * DAY_MS;
  if (Math.abs(span - wanted) <= Math.max(step, wanted / 100)) return labels[range];
  return [`Change in ${spanWords(span)}`, `Volume, ${spanWords(span)}`];
}
