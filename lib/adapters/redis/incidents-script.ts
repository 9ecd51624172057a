import { incidentCaps } from "../../core/incidents/create-incident-book";

/** Nobody looks into a log that nobody wrote into for so long. */
const KEPT_MS = 90 * 86_400_000;
/** For so long a batch that was sent twice is told from one that is new. */
const TOLD_MS = 86_400_000;
/** Who was not heard of for so long has ended without a word. */
const ALIVE_MS = 60_000;
/** Where nobody was heard of for so long it was Redis that was away, and everybody has time to come back. */
const AWAY_MS = 10_000;

/**
 * Takes incidents of one server in, unless it has them, and gives those that came after a place. A stream has them in the order in which they
 * came; of each part a list has its places, so that one part has no more than its share. `born` names the stream: where it is another than
 * the caller knows, it is read from its beginning, and nothing is taken in: what comes before that must be told first. Who ended without a word is told to one server only.
 * ARGV: server, born as known or "", place or "", most to give, leaving, then id, part and JSON of each.
 * Gives: born, last id taken in or "", entries as place and JSON, servers that ended.
 */
export const SYNC = `
local root, id = KEYS[1], ARGV[1]
local log, alive = root .. ':log', root .. ':alive'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

if redis.call('TYPE', root .. ':born').ok ~= 'string' then redis.call('DEL', root .. ':born') end
if redis.call('TYPE', log).ok ~= 'stream' then
  redis.call('DEL', log, root .. ':born')
  redis.call('XDEL', log, redis.call('XADD', log, '*', 'row', ''))
end
if redis.call('EXISTS', root .. ':born') == 0 then
  redis.call('SET', root .. ':born', string.format('%d%06d', clock[1], clock[2]))
end
local born = redis.call('GET', root .. ':born')

local told = root .. ':told:' .. born .. ':' .. id
local last = redis.pcall('GET', told)
if type(last) ~= 'string' then last = '' end
local isKnown = ARGV[2] == '' or ARGV[2] == born
for at = 6, isKnown and #ARGV or 0, 3 do
  if ARGV[at] > last then
    local place = redis.pcall('XADD', log, 'MAXLEN', '=', ${incidentCaps.all}, '*', 'row', ARGV[at + 2])
    if type(place) ~= 'string' then break end
    local part = root .. ':of:' .. ARGV[at + 1]
    if redis.call('TYPE', part).ok ~= 'list' then redis.call('DEL', part) end
    redis.call('RPUSH', part, place)
    if redis.call('LLEN', part) > ${incidentCaps.part} then redis.call('XDEL', log, redis.call('LPOP', part)) end
    redis.call('PEXPIRE', part, ${KEPT_MS})
    last = ARGV[at]
    redis.call('SET', told, last, 'PX', ${TOLD_MS})
  end
end
for _, name in ipairs({ ':log', ':born' }) do redis.call('PEXPIRE', root .. name, ${KEPT_MS}) end

local from = '-'
if ARGV[2] == born and ARGV[3] ~= '' then
  local ms, count = string.match(ARGV[3], '^(%d+)-(%d+)$')
  if ms then from = ms .. '-' .. string.format('%.0f', tonumber(count) + 1) end
end
local entries = {}
for _, entry in ipairs(redis.call('XRANGE', log, from, '+', 'COUNT', ARGV[4])) do
  entries[#entries + 1] = { entry[1], entry[2][2] }
end

if redis.call('TYPE', alive).ok ~= 'zset' then redis.call('DEL', alive) end
local heard = redis.call('ZREVRANGE', alive, 0, 0, 'WITHSCORES')[2]
if heard and now - heard > ${AWAY_MS} then
  for _, other in ipairs(redis.call('ZRANGE', alive, 0, -1)) do redis.call('ZADD', alive, now, other) end
end
if ARGV[5] == '1' then redis.call('ZREM', alive, id) else redis.call('ZADD', alive, now, id) end
local ended = redis.call('ZRANGEBYSCORE', alive, '-inf', now - ${ALIVE_MS})
for _, other in ipairs(ended) do redis.call('ZREM', alive, other) end
redis.call('PEXPIRE', alive, ${TOLD_MS})
return { born, last, entries, ended }`;
