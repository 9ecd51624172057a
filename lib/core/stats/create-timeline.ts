import { createNameTable, type Packed } from "./create-name-table";
import { foldSheets } from "./fold-sheet";
import { addTo, emptySheet, isEmpty, type Sheet } from "./sheet";
import { levels } from "./windows";

/** What was counted from `at` on, for `ms` milliseconds. Where nothing was counted there is no slot: a gap is no zero. */
interface Kept extends Packed {
  readonly at: number;
  readonly ms: number;
}

export interface Slot {
  readonly at: number;
  readonly ms: number;
  readonly sheet: Sheet;
}

/** Slots as they are kept, oldest first: places are those in `names`. */
export interface PackedSlots {
  readonly names: readonly string[];
  readonly slots: readonly Kept[];
}

export interface Timeline {
  /** Adds to the slot of a time; what is older than the newest slot counts into the newest. */
  add(sheet: Sheet, time: number): void;
  /** The sum of all slots that end after a time. */
  sumSince(time: number): Sheet;
  slots(): readonly Slot[];
  /**
   * Slots of a length that begin after `from` and end after `since`, oldest first, each whole: those that are kept finer are added up. One
   * that is kept coarser stays as it is. Their sheets are folded: `foldSheets`. Takes no longer than what it gives.
   */
  slotsOf(ms: number, from: number, since: number): readonly Slot[];
  /** Slots of the finest kind, or those that no longer change often. */
  packed(which: "fine" | "coarse"): PackedSlots;
  /** Bytes of all slots together. */
  size(): number;
}

/** 9 MB: a month in which nearly all that could be counted was, over and over. */
const MOST_ENTRIES = 1_500_000;
const ENTRY_BYTES = 6;
const FINEST = levels[0];

/**
 * Sheets by time, finest for what is young. Compacted in blocks of the next coarser slot, so that it changes seldom. Bounded in slots and
 * in what they hold: the oldest go first.
 */
export function createTimeline(saved: readonly PackedSlots[] = [], coarsened?: () => void): Timeline {
  const table = createNameTable();
  let kept: Kept[] = saved.flatMap(({ names, slots }) =>
    slots.map((slot) => ({ at: slot.at, ms: slot.ms, ...table.take(names, slot) })),
  );
  const newest = kept.at(-1);
  let open: Slot = { at: endOf(newest) ?? Number.NEGATIVE_INFINITY, ms: FINEST.slotMs, sheet: emptySheet() };
  if (newest?.ms === FINEST.slotMs) {
    // It may still run: what is counted next belongs in it, not in one that lies ahead.
    kept = kept.slice(0, -1);
    open = { at: newest.at, ms: newest.ms, sheet: table.unpack([newest]) };
  }

  const close = (): void => {
    if (!isEmpty(open.sheet)) kept.push({ at: open.at, ms: open.ms, ...table.pack(open.sheet) });
  };

  /** Where blocks of slots have grown too old for their level, each becomes one slot of the next. */
  const compact = (now: number): void => {
    if (!kept.some((slot) => levelOf(slot, now) !== slot.ms)) return;
    const groups = new Map<number, { readonly ms: number; readonly slots: Kept[] }>();
    for (const slot of kept) {
      const ms = levelOf(slot, now);
      if (ms === null) continue;
      const at = Math.floor(slot.at / ms) * ms;
      const group = groups.get(at);
      if (group) group.slots.push(slot);
      else groups.set(at, { ms, slots: [slot] });
    }
    kept = [...groups].map(([at, { ms, slots }]) => {
      const [first] = slots;
      return slots.length === 1 && first?.ms === ms ? first : { at, ms, ...table.pack(table.unpack(slots)) };
    });
    coarsened?.();
  };

  const entries = (): number => kept.reduce((sum, { ids }) => sum + ids.length, 0);

  const shrink = (): void => {
    let left = entries();
    while (left > MOST_ENTRIES) left -= kept.shift()?.ids.length ?? left;
  };

  return {
    add(sheet, time) {
      const at = Math.floor(time / FINEST.slotMs) * FINEST.slotMs;
      if (at > open.at) {
        close();
        open = { at, ms: FINEST.slotMs, sheet: emptySheet() };
        compact(time);
        shrink();
      }
      addTo(open.sheet, sheet);
    },
    sumSince(time) {
      const sum = table.unpack(kept.filter((slot) => slot.at + slot.ms > time));
      if (open.at + open.ms > time) addTo(sum, open.sheet);
      return sum;
    },
    slots() {
      const closed = kept.map((slot) => ({ at: slot.at, ms: slot.ms, sheet: table.unpack([slot]) }));
      return isEmpty(open.sheet) ? closed : [...closed, open];
    },
    slotsOf(ms, from, since) {
      const groups: Group[] = [];
      const hasOpen = !isEmpty(open.sheet);
      for (let index = hasOpen ? kept.length : kept.length - 1; index >= 0; index -= 1) {
        const slot = kept[index] ?? open;
        const length = Math.max(ms, slot.ms);
        const at = Math.floor(slot.at / length) * length;
        if (at <= from || at + length <= since) break;
        const last = groups.at(-1);
        const group = last?.at === at ? last : { at, ms: length, packed: [] };
        if (group !== last) groups.push(group);
        if ("ids" in slot) group.packed.push(slot);
      }
      return groups.reverse().map(({ at, ms, packed }) => {
        const sheet = table.unpackFolded(packed);
        const isLast = hasOpen && open.at >= at && open.at < at + ms;
        return { at, ms, sheet: isLast ? foldSheets([sheet, open.sheet]) : sheet };
      });
    },
    packed(which) {
      const slots = kept.filter(({ ms }) => (ms === FINEST.slotMs) === (which === "fine"));
      const isOpen = which === "fine" && !isEmpty(open.sheet);
      if (isOpen) slots.push({ at: open.at, ms: open.ms, ...table.pack(open.sheet) });
      return { names: table.names, slots };
    },
    size: () => entries() * ENTRY_BYTES,
  };
}

interface Group {
  readonly at: number;
  readonly ms: number;
  readonly packed: Packed[];
}

const endOf = (slot: Kept | undefined): number | undefined => slot && slot.at + slot.ms;

/** How long the slot is in which a slot's figures belong by now: its own length until its whole block is old enough; null: gone. */
function levelOf({ at, ms }: Kept, now: number): number | null {
  let length: number = ms;
  for (const [index, { slotMs, keptMs }] of levels.entries()) {
    if (slotMs < length) continue;
    const next = levels[index + 1]?.slotMs ?? slotMs;
    const blockEnd = Math.floor(at / next) * next + next;
    if (blockEnd > now - keptMs) return length;
    if (index === levels.length - 1) return null;
    length = next;
  }
  return length;
}
