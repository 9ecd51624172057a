/** Stands before a number that is kept as it was written; no text starts with it. */
const MARK = "\u0000";

// A string is stepped over whole: what looks like a number in it is none.
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gu;
const kept = /"\\u0000(-?\d[\d.eE+-]*)"/gu;

/**
 * The value of a JSON text, undefined where it is none. Numbers that come out of JavaScript other than they went in
 * (ids beyond 2^53, "1.50") are kept as marked strings: `cellOf` writes them as they came.
 */
export function parseExactly(json: string): unknown {
  const value = parse(json);
  if (typeof value !== "object" || value === null) return value;
  let isChanged = false;
  const marked = json.replace(tokens, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    isChanged = true;
    return `"\\u0000${token}"`;
  });
  return isChanged ? parse(marked) : value;
}

/** A value as the text of a cell. */
export function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.startsWith(MARK) ? value.slice(1) : value;
  return JSON.stringify(value).replace(kept, "$1");
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
