-- Removes up to a limit of a dead node's connections, as if each had left with this grace.
-- Answers with how many, whether any are left, then user, kind and time of loss of whoever is
-- offline.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:n is read, the rest is written as in leave.lua.
local _, node, limit, graceMs = unpack(ARGV)
limit = tonumber(limit)

local members = redis.call(
  'ZRANGEBYLEX', NODES, '[' .. node .. '\0', '(' .. node .. '\1', 'LIMIT', 0, limit + 1
)
local removed = math.min(#members, limit)
local answer = { removed, #members > limit and 1 or 0 }
for index = 1, removed do
  local instance = string.match(members[index], '%z(%Z*)$')
  local state, user, kind, lostAt = loseConnection(instance, tonumber(graceMs), 'reaped', 'died')
  -- An entry without its connection would be found for ever.
  if state == 'unknown' then redis.call('ZREM', NODES, members[index]) end
  if state == 'offline' then
    answer[#answer + 1] = user
    answer[#answer + 1] = kind
    answer[#answer + 1] = lostAt
  end
end
keepStates()
return answer
