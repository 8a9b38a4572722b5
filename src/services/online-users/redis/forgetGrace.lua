-- Forgets a tenant in which nobody is in grace, unless a grace has been noted that is to begin.
-- KEYS[1] parley:graces  zset  tenant → end of its last grace in ms
local tenant = ARGV[2]

local noted = redis.call('ZSCORE', KEYS[1], tenant)
if noted and tonumber(noted) <= now() then redis.call('ZREM', KEYS[1], tenant) end
return 1
