-- How many nodes have a lease.
-- KEYS[1] parley:nodes  zset  node → end of lease in ms, 0 when condemned
return redis.call('ZCOUNT', KEYS[1], '(' .. digits(now()), '+inf')
