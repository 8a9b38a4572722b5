import type { Database, Query } from '@/services/database'
import type { SessionName, SessionStore, VisitorSession } from './sessionStore'

export function postgresSessionStore({ query }: Database): SessionStore {
  return {
    add: async (session) => void (await insert(query, session)),
    find: async (tenantId, sessionId) => {
      const text = `${SELECT} where s.id = $1 and t.key = $2`
      return first(await query<SessionRow>(text, [sessionId, tenantId], 'visitor-session-find'))
    },
    findVisitor: async (tenantId, userId) => {
      const text = `${SELECT} where t.key = $1 and s.user_id = $2 order by s.created_at desc limit 1`
      return first(await query<SessionRow>(text, [tenantId, userId]))
    },
    succeed: async (sessionId, next) => {
      await insert(query, next, { follows: sessionId })
      const rows = await query<SessionRow>(`${SELECT} where s.follows = $1`, [sessionId])
      return required(rows)
    },
    introduce: async (sessionId, { name, email }) =>
      void (await query(INTRODUCE, [sessionId, name ?? null, email ?? null])),
    findNamed: async (name, sinceMs) => first(await named(query, name, sinceMs)),
    addNamed: async (name, session, sinceMs) => {
      await freeName(query, name, sinceMs)
      await insert(query, session, name)
      return required(await named(query, name, sinceMs))
    },
    touch: async (sessionIds, atMs) => {
      const values = [sessionIds, new Date(atMs)]
      return (await query<SessionRow>(TOUCH, values, 'visitor-session-touch')).map(sessionOf)
    },
    end: async (sessionId, atMs) => {
      const text = `update visitor_sessions set ended_at = coalesce(ended_at, $2) where id = $1`
      await query(text, [sessionId, new Date(atMs)])
    },
    endedSince: async (sinceMs) => {
      const text = 'select id from visitor_sessions where ended_at > $1'
      return (await query<{ id: string }>(text, [new Date(sinceMs)])).map(({ id }) => id)
    },
    forget: async (sinceMs) => {
      await query('delete from visitor_sessions where last_activity < $1', [new Date(sinceMs)])
    },
  }
}

interface SessionRow {
  id: string
  tenant: string
  site_id: string | number | null
  user_id: string
  is_anonymous: boolean
  person_name: string | null
  person_email: string | null
  fingerprint: string | null
  visits: number
  first_seen_at: Date
  created_at: Date
  last_activity: Date
  ended_at: Date | null
}

const COLUMNS = `s.id, t.key as tenant, s.site_id, s.user_id, s.is_anonymous, s.person_name,
  s.person_email, s.fingerprint, s.visits, s.first_seen_at, s.created_at,
  s.last_activity, s.ended_at`

const SELECT = `select ${COLUMNS}
  from visitor_sessions s join tenants t on t.id = s.tenant_id`

const TOUCH = `update visitor_sessions s
  set last_activity = greatest(s.last_activity, $2)
  from tenants t
  where t.id = s.tenant_id and s.id = any($1)
  returning ${COLUMNS}`

const INTRODUCE = `update visitor_sessions s
  set person_name = coalesce($2, s.person_name), person_email = coalesce($3, s.person_email)
  where s.id = $1 and not s.is_anonymous`

const INSERT = `insert into visitor_sessions (id, tenant_id, site_id, user_id, is_anonymous,
    fingerprint, visits, first_seen_at, created_at, last_activity, follows, origin, name,
    person_name, person_email)
  select $1, t.id, $3::bigint, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
  from tenants t where t.key = $2
  on conflict do nothing`

interface Place extends Partial<SessionName> {
  follows?: string
}

/** Does nothing where the place is taken. */
async function insert(query: Query, session: VisitorSession, place: Place = {}): Promise<void> {
  const { sessionId, tenantId, siteId, userId, isAnonymous, fingerprint, visits } = session
  const who = [sessionId, tenantId, siteId, userId, isAnonymous, fingerprint, visits]
  const times = [session.firstSeenAtMs, session.createdAtMs, session.lastActivityMs]
  const values = [
    ...who,
    ...times.map((atMs) => new Date(atMs)),
    place.follows,
    place.origin,
    place.name,
    session.name,
    session.email,
  ]
  await query(
    INSERT,
    values.map((value) => value ?? null),
    'visitor-session-insert',
  )
}

function named(query: Query, { tenantId, origin, name }: SessionName, sinceMs: number) {
  const text = `${SELECT}
    where t.key = $1 and s.origin = $2 and s.name = $3 and s.last_activity > $4`
  const values = [tenantId, origin, name, new Date(sinceMs)]
  return query<SessionRow>(text, values, 'visitor-session-named')
}

/** A session that is over gives its name back. */
async function freeName(
  query: Query,
  { tenantId, origin, name }: SessionName,
  sinceMs: number,
): Promise<void> {
  await query(
    `update visitor_sessions s set name = null
     from tenants t
     where t.id = s.tenant_id and t.key = $1 and s.origin = $2 and s.name = $3
       and s.last_activity <= $4`,
    [tenantId, origin, name, new Date(sinceMs)],
  )
}

function first([row]: SessionRow[]): VisitorSession | undefined {
  return row && sessionOf(row)
}

function required(rows: SessionRow[]): VisitorSession {
  const session = first(rows)
  if (!session) throw new Error('The session was not stored')
  return session
}

function sessionOf(row: SessionRow): VisitorSession {
  return {
    sessionId: row.id,
    tenantId: row.tenant,
    siteId: row.site_id === null ? undefined : Number(row.site_id),
    userId: row.user_id,
    isAnonymous: row.is_anonymous,
    name: row.person_name ?? undefined,
    email: row.person_email ?? undefined,
    fingerprint: row.fingerprint ?? undefined,
    visits: Number(row.visits),
    firstSeenAtMs: row.first_seen_at.getTime(),
    createdAtMs: row.created_at.getTime(),
    lastActivityMs: row.last_activity.getTime(),
    ...(row.ended_at && { isEnded: true }),
  }
}
