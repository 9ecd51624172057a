import type { SavedBook } from "./create-stats-book";
import type { PackedSlots } from "./create-timeline";
import { isBucket, isCount, isName, parseSheet } from "./parse-sheet";
import { levels } from "./windows";

/** More than all levels together have room for. */
const MOST_SLOTS = 1_500;
const MOST_KEYS = 65_535;
const lengths: ReadonlySet<unknown> = new Set(levels.map(({ slotMs }) => slotMs));

/** Reads what `renderRecent` wrote; null when it is anything else. */
export function parseBook(value: unknown): SavedBook | null {
  const { since, total, recent } = fieldsOf(value);
  const sheet = parseSheet(total);
  const slots = parseSlots(recent);
  if (!isTime(since) || sheet === null || slots === null) return null;
  return { since, total: sheet, slots: [slots] };
}

/** Reads what `renderHistory` wrote; null when it is anything else. */
export const parseHistory = (value: unknown): PackedSlots | null => parseSlots(fieldsOf(value).history);

/** Puts both together. Where one was written later than the other, what both have is taken from the history. */
export function joinHistory(book: SavedBook, history: PackedSlots): SavedBook {
  const last = history.slots.at(-1);
  const end = last ? last.at + last.ms : 0;
  const recent = book.slots.map(({ names, slots }) => ({ names, slots: slots.filter(({ at }) => at >= end) }));
  return { ...book, slots: [history, ...recent] };
}

type Fields = Partial<Record<"version" | "since" | "total" | "recent" | "history" | "names" | "slots", unknown>>;

function fieldsOf(value: unknown): Fields {
  const fields: Fields = typeof value === "object" && value !== null ? value : {};
  return fields.version === 1 ? fields : {};
}

function parseSlots(value: unknown): PackedSlots | null {
  const fields: Fields = typeof value === "object" && value !== null ? value : {};
  const names: unknown = fields.names;
  if (!Array.isArray(names) || names.length > MOST_KEYS || !names.every(isKey)) return null;
  if (!Array.isArray(fields.slots) || fields.slots.length > MOST_SLOTS) return null;
  const slots: PackedSlots["slots"][number][] = [];
  for (const kept of fields.slots) {
    const [at, ms, pairs]: readonly unknown[] = Array.isArray(kept) ? kept : [];
    const before = slots.at(-1);
    if (!isTime(at) || typeof ms !== "number" || !lengths.has(ms)) return null;
    if (before && at < before.at + before.ms) return null;
    if (!Array.isArray(pairs) || pairs.length % 2 !== 0 || !pairs.every(isCount)) return null;
    const ids = pairs.filter((_, index) => index % 2 === 0);
    if (ids.some((id) => id >= names.length)) return null;
    slots.push({
      at,
      ms,
      ids: Uint16Array.from(ids),
      counts: Uint32Array.from(pairs.filter((_, index) => index % 2 === 1)),
    });
  }
  return { names, slots };
}

const isKey = (value: unknown): value is string => {
  if (typeof value !== "string") return false;
  const [name = "", bucket, ...more] = value.split("#");
  return more.length === 0 && isName(name) && (bucket === undefined || isBucket(bucket));
};

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
