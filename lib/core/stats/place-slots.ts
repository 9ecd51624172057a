import type { Slot } from "./create-timeline";
import { foldSheets } from "./fold-sheet";
import type { Sheet } from "./sheet";

/**
 * Adds slots of this process to those of a place that tells time by a clock of its own, where they will be once they are handed over: `ahead` is
 * how far that clock is ahead of the process's, in milliseconds. Slots that are longer than those of the place are no part of them. Oldest first, folded.
 */
export function placeSlots(theirs: readonly Slot[], own: readonly Slot[], ms: number, ahead: number): readonly Slot[] {
  const sheets = new Map<number, Sheet[]>(theirs.map(({ at, sheet }) => [at, [sheet]]));
  for (const slot of own) {
    if (slot.ms > ms) continue;
    const at = Math.floor((middleOf(slot) + ahead) / ms) * ms;
    const there = sheets.get(at);
    if (there) there.push(slot.sheet);
    else sheets.set(at, [slot.sheet]);
  }
  return [...sheets].toSorted(([a], [b]) => a - b).map(([at, parts]) => ({ at, ms, sheet: foldSheets(parts) }));
}

/** By its middle a slot is found to be where it is, though two clocks are seconds apart. */
export const middleOf = ({ at, ms }: Pick<Slot, "at" | "ms">): number => at + ms / 2;
