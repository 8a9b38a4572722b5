-- Why a user is online, or not. Answers with the end of the grace (empty: in none) and how many
-- connections there are, each as instance, node, kind, time and cause of its joining, and row, then
-- the steps, newest first.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:u, {B}:c, {B}:g and {B}:t:user are read.
local user = ARGV[2]

local connections = connectionsOf(user)
local graceEnd = redis.call('ZSCORE', GRACES, user)
local answer = { graceEnd and digits(graceEnd) or '', #connections }
for _, it in ipairs(connections) do
  answer[#answer + 1] = it.instance
  answer[#answer + 1] = it.node
  answer[#answer + 1] = it.kind
  answer[#answer + 1] = it.sequence
  answer[#answer + 1] = it.cause
  answer[#answer + 1] = string.sub(it.page, 1, -2) .. ',' .. string.sub(it.rest, 2)
end
for _, text in ipairs(redis.call('LRANGE', trailOf(user), 0, -1)) do
  answer[#answer + 1] = text
end
return answer
