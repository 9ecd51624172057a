/**
 * One step of the shared ledger: goes over to the running day and month, adds what a process had not told, and takes one call where no limit
 * is reached. Keys: the ledger, the calls of the last minute. Periods only go forward.
 */
export const LEDGER_SCRIPT = `
local DAY, MINUTE, KEEP = 86400000, 60000, 40 * 86400000
local MOST = 100000

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local wanted, untold = ARGV[2] == '1', tonumber(ARGV[3])

-- Days since the epoch as a date of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
local function dayOf(ms)
  local z = math.floor(ms / DAY) + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  local day = doy - math.floor((153 * mp + 2) / 5) + 1
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  return string.format('%04d-%02d-%02d', year, month, day)
end

local function read(month, mr, mc, day, dr, dc)
  if not day or not string.match(day, '^%d%d%d%d%-%d%d%-%d%d$') then return nil end
  return {
    month = month, mr = tonumber(mr) or 0, mc = tonumber(mc) or 0,
    day = day, dr = tonumber(dr) or 0, dc = tonumber(dc) or 0,
  }
end

local kept = redis.call('HMGET', KEYS[1], 'month', 'mr', 'mc', 'day', 'dr', 'dc')
local stored = read(kept[1], kept[2], kept[3], kept[4], kept[5], kept[6])
local known = read(ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13], ARGV[14])
local unsent = read(ARGV[15], ARGV[16], ARGV[17], ARGV[18], ARGV[19], ARGV[20])

local today, tomorrow = dayOf(now), dayOf(now + DAY)
-- A process whose clock is far ahead moves nobody's day: what it knew is left out, what it spent counts today.
if known and known.day > tomorrow then known = nil end
if unsent and unsent.day > tomorrow then
  unsent.day = today
  unsent.month = string.sub(today, 1, 7)
end
for _, other in pairs({ stored or false, known or false, unsent or false }) do
  if other and other.day > today then today = other.day end
end
local month = string.sub(today, 1, 7)

local mr, mc, dr, dc = 0, 0, 0, 0
for _, other in pairs({ stored or false, known or false }) do
  if other and other.month == month then mr, mc = math.max(mr, other.mr), math.max(mc, other.mc) end
  if other and other.day == today then dr, dc = math.max(dr, other.dr), math.max(dc, other.dc) end
end
if unsent and unsent.month == month then mr, mc = mr + unsent.mr, mc + unsent.mc end
if unsent and unsent.day == today then dr, dc = dr + unsent.dr, dc + unsent.dc end

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - MINUTE)
redis.call('ZREMRANGEBYSCORE', KEYS[2], now + MINUTE, '+inf')
local function add()
  redis.call('ZADD', KEYS[2], now, string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'calls', 1)))
end
for _ = 1, untold do add() end

local function reached(spent, limit)
  local most = tonumber(limit)
  return most ~= nil and spent >= most
end
local calls = redis.call('ZCARD', KEYS[2])
local closed = reached(calls, ARGV[4]) or reached(dr, ARGV[5]) or reached(mr, ARGV[6])
  or reached(dc, ARGV[7]) or reached(mc, ARGV[8])
local taken = wanted and not closed
if taken then
  add()
  calls, dr, mr = calls + 1, dr + 1, mr + 1
end
if calls > MOST then
  redis.call('ZPOPMIN', KEYS[2], calls - MOST)
  calls = MOST
end

local function exact(value) return string.format('%.17g', value) end
local after = { month, exact(mr), exact(mc), today, exact(dr), exact(dc) }
local moved = untold > 0
for at = 1, 6 do moved = moved or kept[at] ~= after[at] end
if moved then
  redis.call('HSET', KEYS[1], 'month', after[1], 'mr', after[2], 'mc', after[3], 'day', after[4], 'dr', after[5], 'dc', after[6])
  redis.call('PEXPIRE', KEYS[1], KEEP)
end
redis.call('PEXPIRE', KEYS[2], MINUTE)

-- The call that has to leave the minute before another may be made.
local most = tonumber(ARGV[4]) or 0
local first = redis.call('ZRANGE', KEYS[2], math.max(0, calls - math.max(1, most)), math.max(0, calls - math.max(1, most)), 'WITHSCORES')
local freesAt = (tonumber(first[2]) or now) + MINUTE
return {
  taken and 1 or 0, exact(now), after[1], after[2], after[3], after[4], after[5], after[6], calls, exact(freesAt),
}
`;
