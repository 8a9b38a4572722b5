-- The nodes whose lease has ended.
-- KEYS[1] parley:nodes  zset  node → end of lease in ms, 0 when condemned
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', digits(now()))
