import type { SeriesSlotRow } from "../../contracts/functions/stats-series";
import type { LiveFrame } from "./prepare-frame";

/** A figure of each place; null in a gap, and in the slot of now while it is too short to be read. */
export const perSlot = (
  { rows, seconds, newest, young }: LiveFrame,
  read: (row: SeriesSlotRow, seconds: number) => number | null,
): readonly (number | null)[] =>
  rows.map((row, place) => (row === null || (young && place === newest) ? null : read(row, seconds[place] ?? 0)));

/** Of what is known. */
export const sumOfSlots = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
