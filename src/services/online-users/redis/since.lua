-- The changes behind a version. Where the log does not reach back to it, or tells of another
-- epoch: nothing at all, or with `all` whatever the log has.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:m and {B}:l are read.
local _, epoch, after, otherwise = unpack(ARGV)
after = tonumber(after)

local function reachesBack()
  local current, version = unpack(redis.call('HMGET', META, 'epoch', 'version'))
  if current ~= epoch or after > tonumber(version) then return false end
  local oldest = redis.call('XRANGE', LOG, '-', '+', 'COUNT', 1)[1]
  local first = oldest and tonumber(string.match(oldest[1], '^%d+'))
  return after == tonumber(version) or (first and first <= after + 1)
end

if not reachesBack() then
  if otherwise ~= 'all' then return false end
  after = 0
end
local changes = {}
for _, entry in ipairs(redis.call('XRANGE', LOG, '(' .. digits(after) .. '-0', '+')) do
  changes[#changes + 1] = entry[2][2]
end
return changes
