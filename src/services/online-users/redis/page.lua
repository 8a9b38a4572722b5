-- A page of rows behind a place, in the order of coming online, without one user. Answers with
-- epoch, version, total and the place to go on from (empty: this is the end), then the rows.
-- KEYS: the tenant's nine, as in tenant.lua; of these
-- {B}:a, {B}:u, {B}:c, {B}:s  are read
-- {B}:m                       is read, and begun where the storage is empty
local _, limit, after, except = unpack(ARGV)
limit = tonumber(limit)

local epoch = currentEpoch()
local total = redis.call('ZCARD', ONLINE)
if except ~= '' and redis.call('ZSCORE', ONLINE, except) then total = total - 1 end

local answer = { epoch, redis.call('HGET', META, 'version'), total, '' }
local place = after
local found = redis.call(
  'ZRANGEBYSCORE', ONLINE, '(' .. after, '+inf', 'WITHSCORES', 'LIMIT', 0, limit + 2
)
for index = 1, #found, 2 do
  if found[index] ~= except then
    if #answer == limit + 4 then
      answer[4] = place
      break
    end
    answer[#answer + 1] = toldRow(found[index], connectionsOf(found[index]))
    place = digits(found[index + 1])
  end
end
return answer
