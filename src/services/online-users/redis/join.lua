-- Adds a connection, or takes a known one to another node. Answers 0 for a pseudo-connection
-- whose tab has a live one, else 1.
-- KEYS: the tenant's ten, as in tenant.lua; from {B}:g is removed, all others are written.
local _, instance, user, node, tab, kind, given, page, rest, person = unpack(ARGV)

local function rejoin(known)
  redis.call('ZREM', NODES, known.node .. '\0' .. instance)
  known.node = node
  changeConnection(known, page, rest, '')
end

-- A tab has live connections or pseudo-connections, never both: what stays beside this one, and
-- what it replaces. Nothing when it is this one that cannot be.
local function makeRoom(connections)
  local staying, replaced = {}, {}
  for _, it in ipairs(connections) do
    local isRival = tab ~= '' and it.tab == tab and it.kind ~= kind
    if isRival and kind == 'pseudo' then return nil end
    local list = isRival and replaced or staying
    list[#list + 1] = it
  end
  return staying, replaced
end

local function add(connections, staying, replaced)
  local before, chosen = toldRow(user, connections)
  for _, it in ipairs(replaced) do removeConnection(it) end
  local joining = {
    instance = instance, user = user, node = node, sequence = nextSequence(),
    tab = tab, kind = kind, page = page, rest = rest,
  }
  writeConnection(joining)
  staying[#staying + 1] = joining
  local isNew = redis.call('ZADD', ONLINE, 'NX', joining.sequence, user) == 1
  if isNew and person == 'user' then noteSignedIn(user, joining.sequence) end
  if not isNew then
    redis.call('ZREM', GRACES, user)
    redis.call('HDEL', STATES, user)
  end
  if chosen == '' then chosen = given end
  if chosen ~= '' then choose(user, chosen) end
  tellRow(user, staying, chosen, before, isNew and 'online' or 'update')
end

local known = readConnection(instance)
if known then
  rejoin(known)
else
  local connections = connectionsOf(user)
  local staying, replaced = makeRoom(connections)
  if not staying then return 0 end
  add(connections, staying, replaced)
end
refreshExpiry()
return 1
