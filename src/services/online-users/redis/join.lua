-- Adds a connection, or takes a known one to another node. Answers 0 for a pseudo-connection
-- whose tab has a live one, else 1.
-- KEYS: the tenant's eleven, as in tenant.lua; from {B}:g is removed, all others are written, and
-- {B}:t:user.
local _, instance, user, node, tab, kind, given, page, rest, person = unpack(ARGV)

local function isPseudo(it)
  return it.kind == 'pseudo'
end

local function rejoin(known)
  redis.call('ZREM', NODES, known.node .. '\0' .. instance)
  local isMoved = known.node ~= node
  known.node, known.kind = node, kind
  if isMoved then step(known, digits(now()), 'joined', 'moved', '') end
  changeConnection(known, page, rest, '')
end

-- A tab has live connections or pseudo-connections, never both: what stays beside this one, and
-- what it replaces. Nothing when it is this one that cannot be.
local function makeRoom(connections)
  local staying, replaced = {}, {}
  for _, it in ipairs(connections) do
    local isRival = tab ~= '' and it.tab == tab and isPseudo(it) ~= (kind == 'pseudo')
    if isRival and kind == 'pseudo' then return nil end
    local list = isRival and replaced or staying
    list[#list + 1] = it
  end
  return staying, replaced
end

local function add(staying, replaced)
  local chosen = chosenBy(user)
  local at = nextSequence()
  for _, it in ipairs(replaced) do
    removeConnection(it)
    step(it, at, 'left', 'replaced', '')
  end
  local isNew = redis.call('ZADD', ONLINE, 'NX', at, user) == 1
  if isNew and person == 'user' then noteSignedIn(user, at) end
  local isBack = not isNew and redis.call('ZREM', GRACES, user) == 1
  if not isNew then redis.call('HDEL', STATES, user) end
  local joining = {
    instance = instance, user = user, node = node, sequence = at, tab = tab, kind = kind,
    cause = isNew and 'first' or isBack and 'back' or 'more', page = page, rest = rest,
  }
  writeConnection(joining)
  staying[#staying + 1] = joining
  if chosen == '' then chosen = given end
  if chosen ~= '' then choose(user, chosen) end
  tellRow(user, staying, chosen, isNew and 'online' or 'update')
end

local known = readConnection(instance)
if known then
  rejoin(known)
else
  local staying, replaced = makeRoom(connectionsOf(user))
  if not staying then return 0 end
  add(staying, replaced)
end
refreshExpiry()
return 1
