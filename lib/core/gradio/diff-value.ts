/** A step from one value to the next, as Gradio's clients take it. */
export type Edit = readonly [action: "replace" | "append" | "add" | "delete", path: readonly Step[], value: unknown];
type Step = string | number;

/**
 * The steps from one JSON value to another. Values that were handed over must not be changed afterwards: what is the same object is taken
 * for unchanged. Elements that fall away from the head of a list, as in a window that moves, are deleted there.
 */
export function diffValue(before: unknown, after: unknown): readonly Edit[] {
  const edits: Edit[] = [];
  collect(before, after, [], edits);
  return edits;
}

function collect(before: unknown, after: unknown, path: readonly Step[], edits: Edit[]): void {
  if (before === after) return;
  if (typeof before === "string" && typeof after === "string" && before !== "" && after.startsWith(before)) {
    edits.push(["append", path, after.slice(before.length)]);
  } else if (Array.isArray(before) && Array.isArray(after)) collectList(before, after, path, edits);
  else if (isFields(before) && isFields(after)) collectFields(before, after, path, edits);
  else edits.push(["replace", path, after]);
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** In JSON a field without a value is not there. */
const has = (fields: Fields, name: string): boolean => Object.hasOwn(fields, name) && fields[name] !== undefined;

function collectFields(before: Fields, after: Fields, path: readonly Step[], edits: Edit[]): void {
  for (const name of Object.keys(before)) {
    if (has(before, name) && !has(after, name)) edits.push(["delete", [...path, name], null]);
  }
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) continue;
    if (has(before, name)) collect(before[name], value, [...path, name], edits);
    else edits.push(["add", [...path, name], value]);
  }
}

function collectList(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly Step[],
  edits: Edit[],
): void {
  const gone = fallenAway(before, after);
  for (let at = 0; at < gone; at += 1) edits.push(["delete", [...path, 0], null]);
  const left = before.length - gone;
  const shared = Math.min(left, after.length);
  for (let at = 0; at < shared; at += 1) collect(before[at + gone], after[at], [...path, at], edits);
  for (let at = left - 1; at >= shared; at -= 1) edits.push(["delete", [...path, at], null]);
  for (let at = shared; at < after.length; at += 1) edits.push(["add", [...path, at], after[at]]);
}

/** How many elements at the head are gone, so that what is first now was behind them; 0 where the list did not move. */
function fallenAway(before: readonly unknown[], after: readonly unknown[]): number {
  const [first] = after;
  if (first === undefined || isSame(before[0], first)) return 0;
  return Math.max(
    0,
    before.findIndex((value) => isSame(value, first)),
  );
}

const isSame = (one: unknown, other: unknown): boolean => {
  const edits: Edit[] = [];
  collect(one, other, [], edits);
  return edits.length === 0;
};
