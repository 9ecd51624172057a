import type { Exchange, Headers } from "../engine/types";
import { originFor, type World } from "../engine/world";

interface Page<T> {
  readonly items: readonly T[];
  /** A Link header where there is a next page. */
  readonly headers: Headers;
}

/** One page of a list, by `limit` and an opaque `cursor`; the Link to the next page is absolute. */
export function pageOf<T>(all: readonly T[], most: number, exchange: Exchange, world: World): Page<T> | null {
  const limit = Number(exchange.query.get("limit") ?? most);
  const offset = readCursor(exchange.query.get("cursor"));
  if (!Number.isInteger(limit) || limit < 1 || offset === null) return null;
  const end = offset + Math.min(limit, most);
  const items = all.slice(offset, end);
  if (end >= all.length) return { items, headers: {} };
  const next = new URLSearchParams(exchange.query);
  next.set("cursor", Buffer.from(JSON.stringify({ at: end })).toString("base64"));
  const url = `${originFor(world, exchange.listener, "hub")}${exchange.path}?${next}`;
  return { items, headers: { link: `<${url}>; rel="next"` } };
}

function readCursor(cursor: string | null): number | null {
  if (cursor === null) return 0;
  const found = /^\{"at":(\d{1,9})\}$/.exec(Buffer.from(cursor, "base64").toString("utf8"));
  return found === null ? null : Number(found[1]);
}
