import type { NewsPlace } from "./news-archive";

const ID = /^[0-9a-f]{24}$/;
const ARCHIVE = /^[0-9a-f]{16}$/;

/** A place in a list of news as text that a client hands back as it came. `list` names the list: a cursor is good for its own alone. */
export const writeNewsCursor = ({ at, id, asOf, of }: NewsPlace, list: string): string =>
  btoa(JSON.stringify([at, id, asOf, of, list]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** The place that a cursor stands for; null for what is none of this list. */
export function readNewsCursor(cursor: string, list: string): NewsPlace | null {
  if (!/^[\w-]{1,200}$/.test(cursor)) return null;
  try {
    const parts: unknown = JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
    if (!Array.isArray(parts) || parts.length !== 5) return null;
    const [at, id, asOf, of, name]: readonly unknown[] = parts;
    if (name !== list || typeof id !== "string" || !ID.test(id)) return null;
    if (typeof at !== "number" || !Number.isFinite(at)) return null;
    if (typeof of !== "string" || !ARCHIVE.test(of)) return null;
    if (typeof asOf !== "number" || !Number.isSafeInteger(asOf) || asOf < 0) return null;
    return { at, id, asOf, of };
  } catch {
    return null;
  }
}
