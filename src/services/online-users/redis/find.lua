-- The row of one user, or nothing.
-- KEYS: the tenant's ten, as in tenant.lua; {B}:u, {B}:c and {B}:s are read.
local user = ARGV[2]

local row = toldRow(user, connectionsOf(user))
return row ~= '' and row
