import { fail, ok, type Result } from "../../core/errors";

/** No input of this API nests deeper than three levels. */
const MAX_DEPTH = 32;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Looks through JSON text once for what `JSON.parse` lets pass: nesting without bound, a key given twice (the
 * last would win unseen) and keys that reach into a prototype. Linear; whether it is JSON at all is the parser's part.
 */
export function checkJsonShape(text: string): Result<void> {
  const keys: (Set<string> | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (end === -1) return fail("invalid_json", "The body ends inside a string.");
      const scope = keys.at(-1);
      if (scope && isKey(text, end + 1)) {
        const refused = checkKey(text.slice(at, end + 1), scope);
        if (refused) return refused;
      }
      at = end + 1;
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (keys.length === MAX_DEPTH) return fail("invalid_json", `The body nests deeper than ${MAX_DEPTH} levels.`);
      keys.push(code === OPEN_OBJECT ? new Set() : null);
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      keys.pop();
    }
    at += 1;
  }
  return ok(undefined);
}

/** Index of the closing quote, or -1. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return -1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === COLON;
}

function checkKey(quoted: string, scope: Set<string>): Result<never> | undefined {
  const key = unescapeKey(quoted);
  if (FORBIDDEN_KEYS.has(key)) return fail("invalid_json", `The key "${key}" is not allowed.`);
  if (scope.has(key)) return fail("invalid_json", `The key "${clip(key)}" is given twice.`);
  scope.add(key);
  return undefined;
}

/** Keys are compared as they will be read: "\u005f_proto__" is "__proto__". */
function unescapeKey(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    const key: unknown = JSON.parse(quoted);
    return String(key);
  } catch {
    return quoted;
  }
}

const clip = (key: string): string => (key.length > 40 ? `${key.slice(0, 40)}…` : key);
