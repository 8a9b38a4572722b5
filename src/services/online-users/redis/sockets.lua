-- How many sockets of each user hear what is said to that user.
-- KEYS: the tenant's eleven, as in tenant.lua; {B}:u and {B}:c are read.
local function hears(it)
  return it.kind ~= 'pseudo' and not string.find(it.rest, '"unproven":true', 1, true)
end

local answer = {}
for index = 2, #ARGV do
  local count = 0
  for _, it in ipairs(connectionsOf(ARGV[index])) do
    if hears(it) then count = count + 1 end
  end
  answer[index - 1] = count
end
return answer
