-- Those of a node's instances that are not here under this node; the tenant's keys stay for
-- another hour.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:c is read, of all the expiry is refreshed.
local node = ARGV[2]

local missing = {}
for index = 3, #ARGV do
  local known = readConnection(ARGV[index])
  if not known or known.node ~= node then missing[#missing + 1] = ARGV[index] end
end
refreshExpiry()
return missing
