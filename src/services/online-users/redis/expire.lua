-- Takes users offline whose grace has ended, up to a limit. Answers with the ms until the next
-- end (empty: nobody is in grace, 0 or less: there are more), then user, kind and time of loss in
-- turn.
-- KEYS: the tenant's eleven, as in tenant.lua; written are
-- {B}:g, {B}:s, {B}:a, {B}:h, {B}:r, online_users:T  whoever goes offline is removed
-- {B}:m, {B}:l, {B}:t:user                           the changes and the steps
local limit = tonumber(ARGV[2])

local answer = { '' }
for _, user in ipairs(redis.call('ZRANGEBYSCORE', GRACES, '-inf', digits(now()), 'LIMIT', 0, limit)) do
  local lostAt = string.match(redis.call('HGET', STATES, user) or '', '^%d+')
  lostAt = lostAt or redis.call('ZSCORE', GRACES, user)
  step({ user = user, instance = '', node = '' }, digits(now()), 'ended', 'over', 'offline')
  answer[#answer + 1] = user
  answer[#answer + 1] = takeOffline(user, lostAt)
  answer[#answer + 1] = lostAt
end
local first = redis.call('ZRANGE', GRACES, 0, 0, 'WITHSCORES')
if first[2] then answer[1] = digits(first[2] - now()) end
return answer
