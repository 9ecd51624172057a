import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Clock, KeptReading, SharedTurns, Turn } from "../../core/ports";
import { createScript } from "./create-script";
import { keptReadingSchema } from "./kept-reading-schema";
import type { RedisLink } from "./open-redis";

/** A turn that nobody holds on to ends soon: its process was killed, or stands still. */
const HOLD_MS = 1_000;
const HOLD_AGAIN_MS = 200;
/** How long what was read stays for those who wait; they look ten times as often. */
const TOLD_MS = 1_000;

/** A turn is a key that holds who has it, then for a moment what was read. */
const take = createScript(`
local states = {}
for at, key in ipairs(KEYS) do
  local value = redis.pcall('GET', key)
  if type(value) == 'table' then
    states[at] = 'mine'
  elseif not value or (ARGV[3] == '1' and string.sub(value, 1, 1) == '{') then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
    states[at] = 'mine'
  elseif string.sub(value, 1, 1) == '{' then
    states[at] = value
  else
    states[at] = 'theirs'
  end
end
return states`);

const hold = createScript(`
for at, key in ipairs(KEYS) do
  if redis.pcall('GET', key) == ARGV[1] then redis.call('PEXPIRE', key, ARGV[2]) end
end
return 0`);

const end = createScript(`
for at, key in ipairs(KEYS) do
  if redis.pcall('GET', key) == ARGV[1] then
    if ARGV[at + 2] == '' then redis.call('DEL', key) else redis.call('SET', key, ARGV[at + 2], 'PX', ARGV[2]) end
  end
end
return 0`);

const statesSchema = z.array(z.string());

/** Turns of the processes that have the same Redis. While it does not answer, every turn is mine. */
export function createSharedTurns(link: RedisLink, clock: Pick<Clock, "now">): SharedTurns {
  const me = randomUUID();
  const nameOf = (key: string): string => `barometer:turn:${key}`;
  /** Turns of this process, and until when they are held at the most. */
  const held = new Map<string, number>();
  const live = { timer: null as NodeJS.Timeout | null };

  const holdOn = (): void => {
    for (const [key, until] of held) if (until <= clock.now()) held.delete(key);
    if (held.size > 0) void hold(link, [...held.keys()].map(nameOf), [me, HOLD_MS]);
    else if (live.timer !== null) {
      clearInterval(live.timer);
      live.timer = null;
    }
  };

  return {
    async take(keys, { ms, anew }) {
      const states = statesSchema.safeParse(await take(link, keys.map(nameOf), [me, HOLD_MS, anew ? 1 : 0])).data;
      if (states === undefined) return keys.map(() => "mine");
      for (const [index, key] of keys.entries()) if (states[index] === "mine") held.set(key, clock.now() + ms);
      if (held.size > 0) live.timer ??= setInterval(holdOn, HOLD_AGAIN_MS).unref();
      return keys.map((_, index) => toTurn(states[index]));
    },
    async end(keys, readings) {
      const mine = keys.flatMap((key, index) => (held.delete(key) ? [{ key, reading: readings?.[index] }] : []));
      if (mine.length === 0) return;
      const told = mine.map(({ reading }) => toText(reading));
      await end(
        link,
        mine.map(({ key }) => nameOf(key)),
        [me, TOLD_MS, ...told],
      );
    },
  };
}

function toTurn(state: string | undefined): Turn {
  if (state === undefined || state === "mine" || state === "theirs") return state ?? "mine";
  try {
    return keptReadingSchema.safeParse(JSON.parse(state)).data ?? "mine";
  } catch {
    return "mine";
  }
}

const toText = (reading: KeptReading | undefined): string =>
  reading === undefined
    ? ""
    : JSON.stringify({
        scores: reading.scores,
        chunks: reading.chunks,
        ...(reading.truncated ? { truncated: true } : {}),
      });
