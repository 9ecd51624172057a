import { randomUUID } from "node:crypto";
import { z } from "zod";
import { failed } from "../../core/failure";
import type { NewsItem } from "../../core/news/news-item";
import type { NewsRelay } from "../../core/news/news-relay";
import { createScript } from "./create-script";
import type { RedisLink } from "./open-redis";
import { relayedItemSchema } from "./relayed-item-schema";

/** Portions that are kept, and bytes of one: 16 MB in all, some more with what Redis needs itself. */
const MOST_PORTIONS = 1_000;
const MOST_BYTES = 16_000;
/** Portions that are told in one command, and read in one: as much as Redis, and who reads them, does in some milliseconds. */
const TOLD_AT_ONCE = 16;
const READ_AT_ONCE = 64;
/** Servers that nobody has told anything for so long have other news to bring. */
const KEPT_MS = 7 * 86_400_000;
const TURN = "barometer:news:turn";
const ITEMS = "barometer:news:items";

const take = createScript(`
local owner = redis.pcall('GET', KEYS[1])
if type(owner) == 'table' or not owner or owner == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`);

const end = createScript(`
if redis.pcall('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0`);

/** Places are made here and count up by one, so that a gap shows: the microsecond at which the stream began, and a number. */
const tell = createScript(`
local last = redis.pcall('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if last.err then redis.call('DEL', KEYS[1]) last = {} end
local began, count
if last[1] then began, count = string.match(last[1][1], '^(%d+)-(%d+)$') end
local at = 3
while at <= #ARGV do
  if not began then
    local now = redis.call('TIME')
    began, count = string.format('%d%06d', now[1], now[2]), '0'
  end
  count = string.format('%.0f', tonumber(count) + 1)
  local told = redis.pcall('XADD', KEYS[1], 'MAXLEN', '=', ARGV[1], began .. '-' .. count, 'items', ARGV[at])
  if type(told) == 'string' then
    at = at + 1
  elseif count == '1' then
    return told
  else
    redis.call('DEL', KEYS[1])
    began = nil
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`);

/** Portions from a place on, and whether the next one is among them. A place beyond the end is of a stream that is gone. */
const read = createScript(`
local last = redis.pcall('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if last.err or not last[1] then return {0, {}} end
if ARGV[1] == '' then
  local all = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[3])
  return {string.match(all[1][1], '-1$') and 0 or 1, all}
end
if last[1][1] == ARGV[1] then return {0, {}} end
local found = redis.pcall('XRANGE', KEYS[1], ARGV[2], '+', 'COUNT', ARGV[3])
if found.err or not found[1] then return {1, redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[3])} end
return {found[1][1] == ARGV[2] and 0 or 1, found}`);

const readSchema = z.tuple([z.int(), z.array(z.tuple([z.string(), z.array(z.string())]))]);

/** News between servers that have the same Redis: who asks the sources, and what was found. While it does not answer, every turn is one's own. */
export function createNewsRelay(link: RedisLink): NewsRelay {
  const me = randomUUID();
  return {
    async takeTurn(ms) {
      return (await take(link, [TURN], [me, Math.max(1, Math.ceil(ms))])) !== 0;
    },
    async endTurn() {
      await end(link, [TURN], [me]);
    },
    async publish(items) {
      const portions = toPortions(items);
      for (let at = 0; at < portions.length; at += TOLD_AT_ONCE) {
        const some = portions.slice(at, at + TOLD_AT_ONCE);
        if ((await tell(link, [ITEMS], [MOST_PORTIONS, KEPT_MS, ...some])) !== 1)
          return failed("unavailable", { detail: "Redis does not answer: the other servers were not told" });
      }
      return { ok: true, value: null };
    },
    async follow(after) {
      const next = after === null ? "" : nextOf(after);
      // A place that is none is like one that is gone.
      const [from, to] = next === null ? ["", ""] : [after ?? "", next];
      const answer = readSchema.safeParse(await read(link, [ITEMS], [from, to, READ_AT_ONCE]));
      if (!answer.success) return failed("unavailable", { detail: "Redis does not answer" });
      const [lost, entries] = answer.data;
      const portions = entries.map(([at, fields]) => ({ at, items: toItems(fields) }));
      return { ok: true, value: { portions, lost: lost === 1 || next === null } };
    },
  };
}

/** The place right after another; null where that is none. */
function nextOf(place: string): string | null {
  const [, began, count] = /^(\d{1,19})-(\d{1,15})$/.exec(place) ?? [];
  return began === undefined || count === undefined ? null : `${began}-${Number(count) + 1}`;
}

/** Items as lists of JSON that fit into portions. One that fits into none is left to the others' own asking. */
function toPortions(items: readonly NewsItem[]): readonly string[] {
  const portions: string[] = [];
  let some: string[] = [];
  let bytes = 2;
  const flush = (): void => {
    if (some.length > 0) portions.push(`[${some.join(",")}]`);
    some = [];
    bytes = 2;
  };
  for (const item of items) {
    const text = JSON.stringify(item);
    const length = Buffer.byteLength(text) + 1;
    if (length + 2 > MOST_BYTES) continue;
    if (bytes + length > MOST_BYTES) flush();
    some.push(text);
    bytes += length;
  }
  flush();
  return portions;
}

/** What can be believed of a portion. */
function toItems([name, text]: readonly string[]): readonly NewsItem[] {
  if (name !== "items" || text === undefined || text.length > MOST_BYTES) return [];
  try {
    const list = z.array(z.unknown()).safeParse(JSON.parse(text)).data ?? [];
    return list.flatMap((one) => relayedItemSchema.safeParse(one).data ?? []);
  } catch {
    return [];
  }
}
