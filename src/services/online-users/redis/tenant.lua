-- What the scripts of one tenant share; put in front of each, for scripts cannot import.
-- online_users:T  hash    user → JSON of the newest connection: the guides' projection
-- {B}:c           hash    instance → user, node, sequence, tab, kind, cause of its joining, page,
--                         rest: the truth
-- {B}:u           zset    `user\0sequence\0instance`: a user's connections, newest last
-- {B}:n           zset    `node\0instance`: a node's connections
-- {B}:a           zset    user, score = when first online: order, pages, count
-- {B}:h           zset    the same without visitors: what members page and count
-- {B}:g           zset    user, score = end of grace
-- {B}:m           hash    epoch, version, sequence
-- {B}:l           stream  changes, the id is the version; also the channel that says there is one
-- {B}:s           hash    user → chosen status; in grace: time of the loss, chosen status
-- {B}:r           hash    user → row as last told: what pages are made of, and what a change is
--                         compared with
-- {B}:t:user      list    the user's last steps, `time\0what\0cause\0instance\0node\0became`, of
--                         connections that are gone also when and why they joined; one key per
--                         user, so not among KEYS, but in their slot
local PROJECTION, CONNECTIONS, USERS, NODES, ONLINE, SIGNED_IN = unpack(KEYS)
local GRACES, META, LOG, STATES, ROWS = unpack(KEYS, 7)

-- The last net: nodes that live refresh it.
local KEPT_SECONDS = 3600
local REFRESH_SECONDS = 60
local LOG_LENGTH = 1000
local STEPS = 20

-- At most once a minute, and whenever the first connection has come.
local function refreshExpiry()
  if redis.call('TTL', CONNECTIONS) > KEPT_SECONDS - REFRESH_SECONDS then return end
  for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, KEPT_SECONDS) end
end

-- For the keys that may be new without a new connection.
local function keepStates()
  redis.call('EXPIRE', GRACES, KEPT_SECONDS)
  redis.call('EXPIRE', STATES, KEPT_SECONDS)
end

-- The first of them may come long after the first connection.
local function noteSignedIn(user, sequence)
  redis.call('ZADD', SIGNED_IN, sequence, user)
  redis.call('EXPIRE', SIGNED_IN, KEPT_SECONDS)
end

local function trailOf(user)
  return string.sub(LOG, 1, -2) .. 't:' .. user
end

-- Writes down what happened to a connection, and what its user became by it, if anything. That it
-- joined stands in the connection as long as it lives: joining is what must be quick.
local function step(it, at, what, cause, became)
  local isGone = what ~= 'joined' and it.sequence
  local joined = isGone and { it.sequence, it.cause } or { '', '' }
  local fields = { at, what, cause, it.instance, it.node, became, joined[1], joined[2] }
  local text = table.concat(fields, '\0')
  local trail = trailOf(it.user)
  if redis.call('LPUSH', trail, text) > STEPS then redis.call('LTRIM', trail, 0, STEPS - 1) end
  redis.call('EXPIRE', trail, KEPT_SECONDS)
end

-- The epoch is when this storage began, in microseconds.
local function currentEpoch()
  local known = redis.call('HGET', META, 'epoch')
  if known then return known end
  local time = redis.call('TIME')
  local fresh = time[1] .. string.format('%06d', time[2])
  redis.call('HSET', META, 'epoch', fresh, 'version', 0)
  redis.call('EXPIRE', META, KEPT_SECONDS)
  redis.call('DEL', LOG)
  return fresh
end

-- The time in ms, or one more than the last: always 13 digits, so text sorts like the number.
local function nextSequence()
  local last = tonumber(redis.call('HGET', META, 'sequence') or 0)
  local sequence = digits(math.max(now(), last + 1))
  redis.call('HSET', META, 'sequence', sequence)
  return sequence
end

-- Writes a change with the next version and rings for those who watch.
local function publish(change)
  local epoch = currentEpoch()
  local version = digits(redis.call('HINCRBY', META, 'version', 1))
  local text = '{"epoch":"' .. epoch .. '","version":' .. version .. ',' .. change .. '}'
  redis.call('XADD', LOG, 'MAXLEN', '~', LOG_LENGTH, version .. '-0', 'change', text)
  redis.call('PUBLISH', LOG, version)
end

local FIELDS = '^(%Z*)%z(%Z*)%z(%Z*)%z(%Z*)%z(%Z*)%z(%Z*)%z(%Z*)%z(%Z*)$'

local function readConnection(instance)
  local packed = redis.call('HGET', CONNECTIONS, instance)
  if not packed then return nil end
  local user, node, sequence, tab, kind, cause, page, rest = string.match(packed, FIELDS)
  return {
    instance = instance, user = user, node = node, sequence = sequence,
    tab = tab, kind = kind, cause = cause, page = page, rest = rest,
  }
end

local function writeConnection(it)
  local fields = { it.user, it.node, it.sequence, it.tab, it.kind, it.cause, it.page, it.rest }
  redis.call('HSET', CONNECTIONS, it.instance, table.concat(fields, '\0'))
  redis.call('ZADD', USERS, 0, it.user .. '\0' .. it.sequence .. '\0' .. it.instance)
  redis.call('ZADD', NODES, 0, it.node .. '\0' .. it.instance)
end

local function removeConnection(it)
  redis.call('HDEL', CONNECTIONS, it.instance)
  redis.call('ZREM', USERS, it.user .. '\0' .. it.sequence .. '\0' .. it.instance)
  redis.call('ZREM', NODES, it.node .. '\0' .. it.instance)
end

-- Oldest first.
local function connectionsOf(user)
  local found = {}
  local members = redis.call('ZRANGEBYLEX', USERS, '[' .. user .. '\0', '(' .. user .. '\1')
  for _, member in ipairs(members) do
    found[#found + 1] = readConnection(string.match(member, '%z(%Z*)$'))
  end
  return found
end

local function rowOf(user, connections, chosen)
  local texts = {}
  for index, it in ipairs(connections) do
    texts[index] = string.sub(it.page, 1, -2) .. ',' .. string.sub(it.rest, 2)
  end
  local status = chosen ~= '' and ('"chosenStatus":"' .. chosen .. '",') or ''
  local list = table.concat(texts, ',')
  return '{' .. status .. '"userId":' .. cjson.encode(user) .. ',"connections":[' .. list .. ']}'
end

-- The status that the user has chosen, empty where none is.
local function chosenBy(user)
  local state = redis.call('HGET', STATES, user) or ''
  return string.match(state, '^%d*([%a-]*)$')
end

-- Tells of a user who has connections; a row that shows what it showed before is no change.
local function tellRow(user, connections, chosen, change)
  redis.call('HSET', PROJECTION, user, connections[#connections].page)
  local row = rowOf(user, connections, chosen)
  if row == redis.call('HGET', ROWS, user) then return end
  redis.call('HSET', ROWS, user, row)
  publish('"type":"online","change":"' .. change .. '","row":' .. row)
end

local function choose(user, status)
  redis.call('HSET', STATES, user, status)
  keepStates()
end

-- Gives a known connection other data and, where one is given, its user another choice.
local function changeConnection(known, page, rest, given)
  local connections = connectionsOf(known.user)
  local chosen = chosenBy(known.user)
  for _, it in ipairs(connections) do
    if it.instance == known.instance then it.page, it.rest = page, rest end
  end
  known.page, known.rest = page, rest
  writeConnection(known)
  if given ~= '' then choose(known.user, given) end
  tellRow(known.user, connections, given ~= '' and given or chosen, 'update')
end

-- Whom a page or count is about: all, or with `users` those who are signed in.
local function indexOf(whom)
  return whom == 'users' and SIGNED_IN or ONLINE
end

-- Answers with what the user was, `user` or `visitor`.
local function takeOffline(user, lostAt)
  redis.call('ZREM', ONLINE, user)
  local kind = redis.call('ZREM', SIGNED_IN, user) == 1 and 'user' or 'visitor'
  redis.call('ZREM', GRACES, user)
  redis.call('HDEL', STATES, user)
  redis.call('HDEL', PROJECTION, user)
  redis.call('HDEL', ROWS, user)
  local who = '"userId":' .. cjson.encode(user) .. ',"kind":"' .. kind .. '"'
  publish('"type":"offline",' .. who .. ',"lastSeenMs":' .. lostAt)
  return kind
end

local function beginGrace(user, lostAt, graceMs, chosen)
  redis.call('ZADD', GRACES, digits(lostAt + graceMs), user)
  redis.call('HSET', STATES, user, lostAt .. chosen)
end

-- Answers with what its user is afterwards, and for somebody offline: who, of which kind, and
-- since when.
local function loseConnection(instance, graceMs, what, cause)
  local lost = readConnection(instance)
  if not lost then return 'unknown' end
  local user, chosen = lost.user, chosenBy(lost.user)
  removeConnection(lost)
  local left = connectionsOf(user)
  local lostAt = digits(now())
  if #left > 0 then
    step(lost, lostAt, what, cause, '')
    tellRow(user, left, chosen, 'update')
    return 'online'
  end
  step(lost, lostAt, what, cause, graceMs > 0 and 'grace' or 'offline')
  if graceMs > 0 then
    beginGrace(user, lostAt, graceMs, chosen)
    return 'grace'
  end
  return 'offline', user, takeOffline(user, lostAt), lostAt
end
