-- Removes a connection; a user's last one opens a grace. Answers with the user's state, and for
-- somebody who is offline now: who, of which kind, and the time of the loss.
-- KEYS: the tenant's eleven, as in tenant.lua; written are
-- {B}:c, {B}:u, {B}:n                           the connection is removed
-- {B}:g, {B}:s                                  the grace that begins
-- {B}:a, {B}:h                                  whoever goes offline is removed
-- online_users:T, {B}:r, {B}:m, {B}:l           the change
-- {B}:t:user                                    the step
local _, instance, graceMs, cause = unpack(ARGV)

local answer = { loseConnection(instance, tonumber(graceMs), 'left', cause) }
if answer[1] == 'grace' then keepStates() end
return answer
