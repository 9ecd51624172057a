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

/**
 * Names of what is summed up over a range: its own where the candles cover it, to within one candle of `step` or a hundredth; else the
 * time that they do cover. All in milliseconds.
 */
export function sumWords(range: Range, span: number | null, step: number): readonly [change: string, volume: string] {
  const days = daysOf[range];
  if (span === null || days === null) return labels[range];
  const off = Math.abs(span - days * DAY_MS);
  if (off <= Math.max(step, (days * DAY_MS) / 100)) return labels[range];
  return [`Change in ${spanWords(span)}`, `Volume, ${spanWords(span)}`];
}
