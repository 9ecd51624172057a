import { levels } from "../../core/stats/windows";

/** Who was not heard of for so long is counted no more; and forgotten, when it cannot be on its way any more. */
const ALIVE_MS = 60_000;
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

const rings = levels.map(({ slotMs, keptMs }) => `{${slotMs},${keptMs}}`).join(",");

/**
 * Totals, numbers and the name of the present count stand in one hash, so that a Redis that drops keys loses all of them or none. Slots have
 * that name in theirs: those of a count that is lost are nobody's.
 */
const common = `
local root = KEYS[1]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function slotKey(count, length, place) return root .. ':' .. count .. ':' .. length .. ':' .. place end
`;

/**
 * Adds a batch of figures to the totals and to their time, by the clock of Redis, unless it was added before, or one before it is missing. All
 * is read and added up before it is written. ARGV: id, number, number that is known to be added, age of the process in ms, leaving, batch or
 * "". Slots say how long ago their middle was, which may lie half a slot ahead. Gives the number of the latest batch of this process that is in it.
 */
export const ADD = `${common}
local id, seq, confirmed, since, leaving = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), now - ARGV[4], ARGV[5] == '1'
local kept = redis.call('HMGET', root, 'seen:' .. id, 'count', 'total')
local seen, count = tonumber(kept[1] or '0'), kept[2] or string.format('%.0f', now) .. '-' .. string.sub(id, 1, 8)
redis.call('ZADD', root .. ':alive', leaving and now - ${ALIVE_MS} or now, id)
if ARGV[6] == '' or seq <= seen or seen < confirmed then return seen end

local function add(sum, more)
  for name, value in pairs(more) do
    if type(value) == 'table' then
      sum[name] = sum[name] or {}
      add(sum[name], value)
    else
      sum[name] = (sum[name] or 0) + value
    end
  end
end
local function sheetOf(text) return text and cjson.decode(text) or { counts = {}, times = {} } end

local batch = cjson.decode(ARGV[6])
local total = sheetOf(kept[3])
add(total, batch.total)
local sums = {}
for _, slot in ipairs(batch.slots) do
  for _, ring in ipairs({${rings}}) do
    local length, keptMs = ring[1], ring[2]
    if slot.ms <= length and slot.age < keptMs then
      local key = slotKey(count, length, math.floor((now - slot.age) / length))
      if not sums[key] then sums[key] = { sheet = sheetOf(redis.call('GET', key)), ttl = keptMs + 2 * length } end
      add(sums[key].sheet, slot.sheet)
    end
  end
end
for key, sum in pairs(sums) do redis.call('SET', key, cjson.encode(sum.sheet), 'PX', sum.ttl) end
redis.call('HSETNX', root, 'since', string.format('%.0f', since))
redis.call('HSET', root, 'count', count, 'total', cjson.encode(total), 'seen:' .. id, seq)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', root .. ':alive', '-inf', now - ${FORGOTTEN_MS}, 'LIMIT', 0, 100)) do
  redis.call('ZREM', root .. ':alive', gone)
  redis.call('HDEL', root, 'seen:' .. gone)
end
return seq
`;

/**
 * The totals, or the slots of a window that began no longer ago than so much, and the one before. ARGV: id, length of slots (0: totals), how
 * far back. Gives now, since, how many, number, sheets, and the beginning of each, counted in lengths. A slot in which a process is may seem
 * not to have begun yet.
 */
export const READ = `${common}
local id, length, back = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', root, 'since', 'seen:' .. id, 'count')
local sheets, places = {}, {}
if length == 0 then
  sheets[1] = redis.call('HGET', root, 'total') or nil
elseif kept[3] then
  local keys, first = {}, math.floor((now - back) / length)
  for place = first, math.floor(now / length) + 1 do keys[#keys + 1] = slotKey(kept[3], length, place) end
  for index, text in ipairs(redis.call('MGET', unpack(keys))) do
    if text then
      sheets[#sheets + 1] = text
      places[#places + 1] = first + index - 1
    end
  end
end
return {
  string.format('%.0f', now),
  kept[1] or '',
  redis.call('ZCOUNT', root .. ':alive', now - ${ALIVE_MS} + 1, '+inf'),
  kept[2] or '0',
  sheets,
  places,
}
`;
