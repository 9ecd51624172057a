import type { EventBlock } from "./cut-blocks";
import type { Returns } from "./measure-returns";

const DAY = 86_400_000;
/** The epoch began on a Thursday. */
const EPOCH_WEEKDAY = 4;
const WEEK = 7;
/** A place without so many of a block's returns is no match for it. */
const LEAST_KEPT = 0.8;

/** How far a block may be moved, in days: a month where bars are hours, half a year where they are days. */
const reachOf = (step: number): number => (step < DAY ? 30 : 26 * WEEK);

/**
 * Random times that match a block: it is moved by whole days, so that hours of the day stay, and weekdays stay weekdays and weekends
 * weekends for each of its events. Not moving is one of them, always the first: only so are the draws an exact randomisation test
 * (Phipson & Smyth 2010). In bars.
 */
export function listShifts(
  block: EventBlock,
  places: Int32Array,
  { start, step, after }: Pick<Returns, "start" | "step" | "after">,
  horizons: readonly number[],
): readonly number[] {
  const perDay = DAY / step;
  const reach = reachOf(step);
  const own = places.subarray(block.from, block.to);
  const columns = horizons.map((horizon) => after[horizon - 1] ?? new Float64Array(0));
  const whole = columns.map((column) => countThere(column, own, 0));
  const dayOf = (place: number): number => Math.floor((start + place * step) / DAY);
  const weekend = own.map((place) => (isWeekend(dayOf(place)) ? 1 : 0));
  const shifts = [0];
  for (let days = -reach; days <= reach; days++) {
    if (days === 0) continue;
    const keepsClass =
      days % WEEK === 0 || own.every((place, at) => isWeekend(dayOf(place) + days) === (weekend[at] === 1));
    if (!keepsClass) continue;
    const shift = days * perDay;
    const isThere = columns.every((column, at) => countThere(column, own, shift) >= LEAST_KEPT * (whole[at] ?? 0));
    if (isThere) shifts.push(shift);
  }
  return shifts;
}

function isWeekend(day: number): boolean {
  const weekday = (((day + EPOCH_WEEKDAY) % WEEK) + WEEK) % WEEK;
  return weekday === 0 || weekday === WEEK - 1;
}

function countThere(column: Float64Array, own: Int32Array, shift: number): number {
  let there = 0;
  for (const place of own) if (!Number.isNaN(column[place + shift] ?? Number.NaN)) there++;
  return there;
}
