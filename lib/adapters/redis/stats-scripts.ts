import { levels } from "../../core/stats/windows";

/** Who was not heard of for so long is counted no more; and forgotten, when it cannot be on its way any more. */
const ALIVE_MS = 60_000;
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

const rings = levels.map(({ slotMs, keptMs }) => `{${slotMs},${keptMs}}`).join(",");

const common = `
local root = KEYS[1]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
`;

/**
 * Adds a batch of figures to the totals and to their time, by the clock of Redis, unless it was added before. All is read and added up
 * before anything is written. ARGV: id, number, number that is known to be added, age of the process in ms, leaving, batch or "".
 */
export const ADD = `${common}
local id, seq, confirmed, since, leaving = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), now - ARGV[4], ARGV[5] == '1'
redis.call('ZADD', root .. ':alive', leaving and now - ${ALIVE_MS} or now, id)
local seen = tonumber(redis.call('HGET', root .. ':seen', id) or '0')
if seen == 0 and confirmed > 0 then return 'lost' end
if ARGV[6] == '' or seq <= seen then return 'added' end

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
local sums = {}
local function addTo(key, sheet, ttl)
  if not sums[key] then
    local kept = redis.call('GET', key)
    sums[key] = { sheet = kept and cjson.decode(kept) or { counts = {}, times = {} }, ttl = ttl }
  end
  add(sums[key].sheet, sheet)
end

local batch = cjson.decode(ARGV[6])
addTo(root .. ':total', batch.total, 0)
for _, slot in ipairs(batch.slots) do
  for _, ring in ipairs({${rings}}) do
    local length, kept = ring[1], ring[2]
    if slot.ms <= length and slot.age < kept then
      local place = math.floor((now - slot.age) / length)
      addTo(root .. ':' .. length .. ':' .. place, slot.sheet, kept + 2 * length)
    end
  end
end
for key, sum in pairs(sums) do
  local text = cjson.encode(sum.sheet)
  if sum.ttl > 0 then redis.call('SET', key, text, 'PX', sum.ttl) else redis.call('SET', key, text) end
end
redis.call('HSET', root .. ':seen', id, seq)
redis.call('SET', root .. ':since', string.format('%.0f', since), 'NX')
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', root .. ':alive', '-inf', now - ${FORGOTTEN_MS}, 'LIMIT', 0, 100)) do
  redis.call('ZREM', root .. ':alive', gone)
  redis.call('HDEL', root .. ':seen', gone)
end
return 'added'
`;

/** The totals, or the slots of a window. ARGV: id, length of slots (0: totals), how far back. Gives now, since, how many, number, sheets. */
export const READ = `${common}
local id, length, back = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local keys = { root .. ':total' }
if length > 0 then
  keys = {}
  for place = math.floor((now - back) / length), math.floor(now / length) do keys[#keys + 1] = root .. ':' .. length .. ':' .. place end
end
local sheets = {}
for _, kept in ipairs(redis.call('MGET', unpack(keys))) do
  if kept then sheets[#sheets + 1] = kept end
end
return {
  string.format('%.0f', now),
  redis.call('GET', root .. ':since') or '',
  redis.call('ZCOUNT', root .. ':alive', now - ${ALIVE_MS} + 1, '+inf'),
  redis.call('HGET', root .. ':seen', id) or '0',
  sheets,
}
`;
