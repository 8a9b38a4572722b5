import { errorCodeOf } from '@/lib/errors'
import { type Database, groupCommit } from '@/services/database'
import type { PushBatch } from './pushStore'

interface Waiting {
  batch: PushBatch
  resolve(): void
  reject(error: unknown): void
}

/** Requests of one statement; each names up to a hundred users. */
const MOST_REQUESTS = 100

/** Stores pushes that were said once, those that come together with one statement. */
export function groupedPushes({ query, writers }: Pick<Database, 'query' | 'writers'>) {
  const waiting: Waiting[] = []
  const store = async (entries: readonly Waiting[]) => {
    await query(APPEND, columns(entries.map(({ batch }) => batch)), 'push_append_many')
  }
  const commits = groupCommit({
    writers,
    waiting: {
      size: () => waiting.length,
      hasReady: () => waiting.length > 0,
      take: () => waiting.splice(0, MOST_REQUESTS),
      release: () => undefined,
    },
    write: (entries) => written(store, entries),
  })
  return {
    append: (batch: PushBatch): Promise<undefined> =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve: () => resolve(undefined), reject })
        commits.arrived()
      }),
  }
}

/** One that storage refuses must not fail those beside it; while storage is away none is tried again. */
async function written(
  store: (entries: readonly Waiting[]) => Promise<void>,
  entries: readonly Waiting[],
): Promise<() => void> {
  try {
    await store(entries)
    return () => {
      for (const { resolve } of entries) resolve()
    }
  } catch (error) {
    if (entries.length === 1 || errorCodeOf(error) === 'UNAVAILABLE')
      return () => {
        for (const { reject } of entries) reject(error)
      }
    const settles: (() => void)[] = []
    for (const entry of entries) settles.push(await written(store, [entry]))
    return () => {
      for (const settle of settles) settle()
    }
  }
}

/** Users in rows, and what is the same for all users of a request once. */
function columns(batches: readonly PushBatch[]): unknown[][] {
  const rows = batches.flatMap(({ to }, nth) => to.map((user) => ({ nth: nth + 1, ...user })))
  return [
    rows.map(({ messageId }) => messageId),
    rows.map(({ userId }) => userId),
    rows.map(({ connections }) => connections),
    rows.map(({ nth }) => nth),
    batches.map(({ tenantId }) => tenantId),
    batches.map(({ event }) => event),
    batches.map(({ requireAck }) => requireAck),
    batches.map(({ sentAtMs }) => moment(sentAtMs)),
    batches.map(({ keepUntilMs }) => moment(keepUntilMs)),
  ]
}

/** Dates cost the driver more than all the rest of a row. */
function moment(ms: number): string {
  return new Date(ms).toISOString()
}

const APPEND = `insert into pushes (id, tenant_id, user_id, event, require_ack, connections, sent_at,
    delivered_at, keep_until)
  select a.id, t.id, a.user_id, b.event, b.require_ack, a.connections, b.sent_at,
    case when a.connections > 0 then b.sent_at end, b.keep_until
  from unnest($1::text[], $2::text[], $3::int[], $4::int[]) as a (id, user_id, connections, nth)
  join unnest($5::text[], $6::text[], $7::boolean[], $8::timestamptz[], $9::timestamptz[])
    with ordinality as b (tenant_key, event, require_ack, sent_at, keep_until, nth) on b.nth = a.nth
  join tenants t on t.key = b.tenant_key`
