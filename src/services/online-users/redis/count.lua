-- How many users are online, without one of them.
-- KEYS: the tenant's nine, as in tenant.lua; {B}:a is read.
local except = ARGV[2]

local total = redis.call('ZCARD', ONLINE)
if redis.call('ZSCORE', ONLINE, except) then total = total - 1 end
return total
