import type { Frame, Overview } from "../../contracts/functions/overview";

type Fields = Readonly<Record<string, unknown>>;
type Fits = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isMoment: Fits = (value) => typeof value === "string" && Number.isFinite(Date.parse(value));
const has = (value: unknown, texts: readonly string[]): value is Fields =>
  isFields(value) && texts.every((name) => typeof value[name] === "string");
const isList = (value: unknown, of: Fits): boolean => Array.isArray(value) && value.every(of);

/** What the screens take for granted of each part; the server has checked the rest. */
const parts: Readonly<Record<keyof Overview, Fits>> = {
  at: isMoment,
  answers: (value) => isFields(value) && ["answering", "fast", "good", "fresh"].every((name) => isFields(value[name])),
  health: (value) => has(value, ["status"]) && Array.isArray(value.checks),
  models: (value) =>
    isList(value, (row) => has(row, ["key", "name", "engine", "state", "detail"]) && isFields(row.calls)),
  sources: (value) => isList(value, (row) => has(row, ["key", "name", "kind", "state", "detail"])),
  stats: (value) => isFields(value) && isFields(value.budget) && isFields(value.load),
  series: (value) =>
    has(value, ["window", "from", "to"]) && isList(value.slots, (row) => isFields(row) && isMoment(row.at)),
  incidents: (value) => isList(value, (row) => has(row, ["id", "kind", "key", "name", "to"]) && isMoment(row.at)),
};
const names = Object.keys(parts) as (keyof Overview)[];

/** A frame from what a server sent, as text or as data; null where it does not fit. */
export function readFrame(sent: unknown): Frame | null {
  const data = typeof sent === "string" ? parse(sent) : sent;
  if (!isFields(data) || !isMoment(data.at)) return null;
  if (names.some((name) => data[name] !== undefined && !parts[name](data[name]))) return null;
  // What the screens use was looked at above.
  return Object.fromEntries(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]))) as Frame;
}

/** Whether nothing is missing: a stream begins so, and a plain answer is so. */
export const isWhole = (frame: Frame): frame is Overview => names.every((name) => frame[name] !== undefined);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
