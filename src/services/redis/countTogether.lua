-- Counts requests one after the other, as they came.
-- KEYS for each request its counter, a string that expires
-- ARGV for each request the seconds that a counter lives
-- Answers for each request which one of its counter it is, and the milliseconds left to that
local counted = {}
for i, key in ipairs(KEYS) do
  local count = redis.call('INCR', key)
  local left = redis.call('PTTL', key)
  if left < 0 then
    redis.call('EXPIRE', key, ARGV[i])
    left = 1000 * ARGV[i]
  end
  counted[2 * i - 1] = count
  counted[2 * i] = left
end
return counted
