-- From here on a node whose lease has ended gets none again. Answers 0 when it has not ended or
-- the node is unknown, else 1.
-- KEYS[1] parley:nodes  zset  node → end of lease in ms, 0 when condemned
local node = ARGV[2]

local lease = redis.call('ZSCORE', KEYS[1], node)
if not lease or tonumber(lease) > now() then return 0 end
redis.call('ZADD', KEYS[1], 0, node)
return 1
