import type { SeriesAnswer, SeriesSlotRow, SeriesWindow } from "../../contracts/functions/stats-series";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far each window reaches back, and where its axis has marks: every so often, counted from the epoch or from a Monday. */
const plans = {
  "15m": { spanMs: 15 * MINUTE, tickMs: 3 * MINUTE, tickFrom: 0 },
  "24h": { spanMs: DAY, tickMs: 4 * HOUR, tickFrom: 0 },
  "30d": { spanMs: 30 * DAY, tickMs: 7 * DAY, tickFrom: 4 * DAY },
} as const satisfies Record<SeriesWindow, unknown>;

/** The newest slot is read once so much of it has passed: figures of a moment would leap. */
const LEAST_PASSED = 1 / 3;
/** And no longer than so: a slot of two hours says what it has after seconds. */
const YOUNG_S = 10;

/** The time that all charts share: places for slots of equal length. All in milliseconds since the epoch. */
export interface LiveFrame {
  readonly window: SeriesWindow;
  readonly slotMs: number;
  /** Beginning of the first place and end of the last: they move on by whole slots. */
  readonly from: number;
  readonly to: number;
  /** One for each place, oldest first; null where no server ran. */
  readonly rows: readonly (SeriesSlotRow | null)[];
  /** How long each lasted until now, in seconds. */
  readonly seconds: readonly number[];
  /** The place that is not over yet. */
  readonly newest: number;
  /** Too short yet to be read. */
  readonly young: boolean;
  /** The newest place that can be read; null where there is none. */
  readonly latest: number | null;
  /** Runs of places where nothing ran, first and last. */
  readonly gaps: readonly { readonly first: number; readonly last: number }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Lays the slots of an answer on places of equal length that end with the slot of now. Slots that are none of its window's are left out. */
export function prepareFrame({ window, slot_s, to: answered, slots }: SeriesAnswer): LiveFrame {
  const slotMs = slot_s * 1000;
  const { spanMs } = plans[window];
  const places = Math.max(1, Math.round(spanMs / slotMs));
  const now = Date.parse(answered);
  // The book's clock may be a little ahead of the wall's: slots then begin a little before the whole minute.
  const starts = slots.map(({ at }) => Math.round(Date.parse(at) / 1000) * 1000);
  const phase = (starts.at(-1) ?? 0) % slotMs;
  const last = Math.floor((Math.max(now, starts.at(-1) ?? now) - phase) / slotMs) * slotMs + phase;
  const to = last + slotMs;
  const from = to - places * slotMs;

  const rows = new Array<SeriesSlotRow | null>(places).fill(null);
  for (const [index, row] of slots.entries()) {
    const place = Math.round(((starts[index] ?? 0) - from) / slotMs);
    if (place >= 0 && place < places) rows[place] = row;
  }
  const newest = places - 1;
  rows[newest] = withGauges(rows[newest] ?? null, rows[newest - 1] ?? null);
  const passed = Math.min(slotMs, Math.max(0, now - last)) / 1000;
  const young = passed < Math.min(slot_s * LEAST_PASSED, YOUNG_S);
  const told = rows.findLastIndex((row, place) => row !== null && !(young && place === newest));
  // Where there is nothing else, a server that has just begun says what it has: slots may last for hours.
  const latest = told === -1 ? rows.findLastIndex((row) => row !== null) : told;
  return {
    window,
    slotMs,
    from,
    to,
    rows,
    seconds: rows.map((row, place) => (place === newest ? passed : (row?.seconds ?? slot_s))),
    newest,
    young,
    latest: latest === -1 ? null : latest,
    gaps: gapsOf(rows),
    ticks: ticksOf(window, from, to),
  };
}

/** Samples come once in a slot, in its middle: until then what was sampled last is what is known. */
function withGauges(row: SeriesSlotRow | null, before: SeriesSlotRow | null): SeriesSlotRow | null {
  if (row === null || before === null || row.rss_mb !== null) return row;
  const { loop_delay, rss_mb, budget_left } = before;
  return { ...row, loop_delay, rss_mb, budget_left };
}

/** The slot of now is no gap while nothing was counted in it: it is not over. */
function gapsOf(rows: LiveFrame["rows"]): LiveFrame["gaps"] {
  const gaps: { first: number; last: number }[] = [];
  for (const [place, row] of rows.entries()) {
    if (row !== null || place === rows.length - 1) continue;
    const open = gaps.at(-1);
    if (open?.last === place - 1) open.last = place;
    else gaps.push({ first: place, last: place });
  }
  return gaps;
}

function ticksOf(window: SeriesWindow, from: number, to: number): LiveFrame["ticks"] {
  const { tickMs, tickFrom } = plans[window];
  const ticks: { at: number; label: string }[] = [];
  // A label at the very end would stand beside the chart.
  const end = to - (to - from) * 0.04;
  for (let at = Math.ceil((from - tickFrom) / tickMs) * tickMs + tickFrom; at <= end; at += tickMs) {
    ticks.push({ at, label: window === "30d" ? day.format(at) : clock.format(at) });
  }
  return ticks;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
