-- Replaces what a connection says, and its user's choice where one is given. Answers 0 when
-- there is no such connection, else 1.
-- KEYS: the tenant's eleven, as in tenant.lua; written are
-- online_users:T, {B}:c, {B}:s  the connection, and what its user has chosen
-- {B}:r, {B}:m, {B}:l           the change, if there is one
local _, instance, chosen, page, rest = unpack(ARGV)

local known = readConnection(instance)
if not known then return 0 end
changeConnection(known, page, rest, chosen)
return 1
