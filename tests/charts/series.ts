import type { SeriesAnswer, SeriesSlotRow, SeriesWindow } from "../../lib/contracts/functions/stats-series";
import { makeSlot } from "../overview/make-overview";

const slots = { "15m": 10, "24h": 300, "30d": 7_200 } as const;

export const NOW = Date.parse("2026-11-21T10:42:17Z");

/** A slot in which nothing happened. */
export const quiet = (at: number, seconds: number): SeriesSlotRow => ({
  ...makeSlot(new Date(at).toISOString(), 0),
  seconds,
});

export const tier = (
  engine: SeriesSlotRow["tiers"][number]["engine"],
  texts: number,
  p95_ms: number | null = null,
): SeriesSlotRow["tiers"][number] => ({
  engine,
  texts,
  asked: texts,
  failed: 0,
  p50_ms: p95_ms === null ? null : p95_ms / 2,
  p95_ms,
  p99_ms: p95_ms === null ? null : p95_ms * 2,
});

/** An answer at `now`: `rows` by how many slots ago they were; what is not named is a gap, or quiet where `filled`. */
export function seriesOf(
  window: SeriesWindow,
  rows: Readonly<Record<number, Partial<SeriesSlotRow>>>,
  { now = NOW, filled = false, ahead = 0 }: { now?: number; filled?: boolean; ahead?: number } = {},
): SeriesAnswer {
  const slotMs = slots[window] * 1000;
  const span = { "15m": 900_000, "24h": 86_400_000, "30d": 30 * 86_400_000 }[window];
  const last = Math.floor(now / slotMs) * slotMs - ahead;
  const found: SeriesSlotRow[] = [];
  for (let ago = span / slotMs; ago >= 0; ago -= 1) {
    const more = rows[ago];
    if (more || filled) found.push({ ...quiet(last - ago * slotMs, slots[window]), ...more });
  }
  return {
    window,
    slot_s: slots[window],
    from: new Date(now - span).toISOString(),
    to: new Date(now).toISOString(),
    slots: found,
  };
}
