-- How many users have a connection, and how many connections there are.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:a, {B}:g and {B}:u are read.
return { redis.call('ZCARD', ONLINE) - redis.call('ZCARD', GRACES), redis.call('ZCARD', USERS) }
