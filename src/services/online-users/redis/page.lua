-- A page of rows behind a place, in the order of coming online, of all or of the signed-in,
-- without one user. Answers with
-- epoch, version, total and the place to go on from (empty: this is the end), then the rows.
-- KEYS: the tenant's ten, as in tenant.lua; of these
-- {B}:a or {B}:h, {B}:u, {B}:c, {B}:s  are read
-- {B}:m                                is read, and begun where the storage is empty
local _, limit, after, except, whom = unpack(ARGV)
limit = tonumber(limit)

local epoch = currentEpoch()
local index = indexOf(whom)
local total = redis.call('ZCARD', index)
if except ~= '' and redis.call('ZSCORE', index, except) then total = total - 1 end

local answer = { epoch, redis.call('HGET', META, 'version'), total, '' }
local place = after
local found = redis.call(
  'ZRANGEBYSCORE', index, '(' .. after, '+inf', 'WITHSCORES', 'LIMIT', 0, limit + 2
)
for at = 1, #found, 2 do
  if found[at] ~= except then
    if #answer == limit + 4 then
      answer[4] = place
      break
    end
    answer[#answer + 1] = toldRow(found[at], connectionsOf(found[at]))
    place = digits(found[at + 1])
  end
end
return answer
