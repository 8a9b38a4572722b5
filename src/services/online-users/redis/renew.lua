-- Begins or prolongs a node's lease. Answers 0 for a node that had one and is no longer known,
-- or that is condemned.
-- KEYS[1] parley:nodes  zset  node → end of lease in ms, 0 when condemned
local _, node, leaseMs, hasBegun = unpack(ARGV)

local lease = tonumber(redis.call('ZSCORE', KEYS[1], node) or 0)
if hasBegun == 'begun' and lease <= 0 then return 0 end
redis.call('ZADD', KEYS[1], digits(now() + leaseMs), node)
return 1
