-- Notes that somebody of a tenant may be in grace; called before a grace can begin.
-- KEYS[1] parley:graces  zset  tenant → end of its last grace in ms
local _, tenant, graceMs = unpack(ARGV)

return redis.call('ZADD', KEYS[1], 'GT', digits(now() + graceMs), tenant)
