-- A page of rows behind a place (empty: of all), in the order of coming online or newest first, of
-- all or of the signed-in, without one user. Answers with epoch, version, total, the place to go on from (empty: this is the
-- end), and the rows.
-- KEYS: the tenant's eleven, as in tenant.lua; of these
-- {B}:a or {B}:h, {B}:r  are read
-- {B}:m                  is read, and begun where the storage is empty
local _, limit, after, except, whom, order = unpack(ARGV)
limit = tonumber(limit)

local epoch = currentEpoch()
local index = indexOf(whom)
local total = redis.call('ZCARD', index)
if except ~= '' and redis.call('ZSCORE', index, except) then total = total - 1 end

local isReverse = order == 'newest'
local range = isReverse and 'ZREVRANGEBYSCORE' or 'ZRANGEBYSCORE'
local to = isReverse and '-inf' or '+inf'
local from = after ~= '' and '(' .. after or isReverse and '+inf' or '-inf'
local users = redis.call(range, index, from, to, 'LIMIT', 0, limit + 2)
if except ~= '' then
  for at, user in ipairs(users) do
    if user == except then
      table.remove(users, at)
      break
    end
  end
end

local size = math.min(#users, limit)
local isLast = #users == size
local place = isLast and '' or size == 0 and after or digits(redis.call('ZSCORE', index, users[size]))
local rows = size > 0 and redis.call('HMGET', ROWS, unpack(users, 1, size)) or {}
local version = redis.call('HGET', META, 'version')
return { epoch, version, total, place, rows }
