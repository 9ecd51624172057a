import type { z } from "zod";
import type { SeriesAnswer, SeriesSlotRow, SeriesWindow, statsSeries } from "../contracts/functions/stats-series";
import { ok, type Result } from "../core/errors";
import { iso } from "../core/iso";
import type { CountedSlot, ReadSlots } from "../core/stats/read-slots";
import { slotFigures } from "../core/stats/slot-figures";

/** Figures over time. Never fails. */
export async function getStatsSeries({
  deps,
  input,
}: {
  readonly deps: { readonly slots: ReadSlots };
  readonly input: z.output<typeof statsSeries.input>;
}): Promise<Result<z.output<typeof statsSeries.output>>> {
  return ok({ success: true, ...(await readSeries(deps.slots, input.window)) });
}

/** `since`: only slots that end after it, in milliseconds since the epoch. */
export async function readSeries(slots: ReadSlots, window: SeriesWindow, since?: number): Promise<SeriesAnswer> {
  const read = await slots(window, since);
  return {
    window,
    slot_s: read.slotMs / 1000,
    from: iso(read.from),
    to: iso(read.to),
    slots: read.slots.map((slot) => toRow(slot)),
  };
}

const toRow = ({ at, ms, sheet }: CountedSlot): SeriesSlotRow => ({
  at: iso(at),
  seconds: ms / 1000,
  ...slotFigures(sheet),
});
