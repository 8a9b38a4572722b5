-- How many are online: of all or of the signed-in, without one of them.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:a or {B}:h is read.
local _, except, whom = unpack(ARGV)

local index = indexOf(whom)
local total = redis.call('ZCARD', index)
if redis.call('ZSCORE', index, except) then total = total - 1 end
return total
