-- The row of one user, or nothing.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:r is read.
return redis.call('HGET', ROWS, ARGV[2])
