import type { Database } from '@/services/database'
import type { Job, OutboxStore } from './outboxStore'

export function postgresOutboxStore({ query }: Database): OutboxStore {
  return {
    lease: async (holder, forMs) => {
      const [row] = await query<{ batch: number }>(LEASE, [holder, forMs], 'outbox_lease')
      return row?.batch
    },
    release: async (holder) => {
      await query(RELEASE, [holder], 'outbox_release')
    },
    waiting: (limit) => query<Job>(WAITING, [limit], 'outbox_waiting'),
    relayed: async (holder, jobIds, batch) => {
      const rows = await query(RELAYED, [holder, jobIds, batch], 'outbox_relayed')
      return rows.length > 0
    },
    again: async (holder, afterBatch) => {
      const rows = await query(AGAIN, [holder, afterBatch])
      return rows.length
    },
    forget: async (relayedBeforeMs) => {
      await query('delete from outbox where batch is not null and relayed_at < $1', [
        new Date(relayedBeforeMs),
      ])
    },
  }
}

/**
 * Who relays need not outlive a crash of the database: its disk is not waited for. What was relayed is
 * waited for, and whoever finds the lease free too early brings no job that was noted.
 */
const UNHURRIED = `with commit as materialized (
    select set_config('synchronous_commit', 'off', true)
  )`

const LEASE = `${UNHURRIED}
  update outbox_leases
  set holder = $1, until = clock_timestamp() + $2::float8 * interval '1 ms'
  from commit
  where holder = $1 or holder is null or until < clock_timestamp()
  returning batch::float8 as batch`

const RELEASE = `${UNHURRIED}
  update outbox_leases set holder = null from commit where holder = $1`

const WAITING = `select id::float8 as id, job_type as "jobType", payload::text as payload,
    to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
  from outbox where batch is null
  order by id limit $1`

const RELAYED = `with held as (
    update outbox_leases set batch = $3 where holder = $1 and until > clock_timestamp()
    returning batch
  ), noted as (
    update outbox set batch = held.batch, relayed_at = clock_timestamp()
    from held where id = any($2::bigint[])
  )
  select batch from held`

/** The rows keep their order: whoever reads them again finds each conversation in its order. */
const AGAIN = `with held as (
    update outbox_leases set batch = $2 where holder = $1 and batch > $2 returning batch
  )
  update outbox set batch = null, relayed_at = null
  from held where outbox.batch > held.batch
  returning outbox.id`
