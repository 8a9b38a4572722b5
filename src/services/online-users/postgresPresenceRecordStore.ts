import type { PresenceSettings } from '@/lib/adminProtocol'
import type { Database } from '@/services/database'
import type {
  MinuteTally,
  PageStep,
  PersonKey,
  PresenceRecordStore,
  RecordedPage,
  TenantMinute,
} from './presenceRecordStore'

export function postgresPresenceRecordStore({ query }: Database): PresenceRecordStore {
  return {
    recordSteps: async (steps) => {
      await query(RECORD_STEPS, stepColumns(steps), 'record_page_steps')
    },
    pages: async (tenantId, userId, limit) =>
      (await query<PageRow>(PAGES, [tenantId, userId, limit])).map(recordedPage),
    lastVisit: async (tenantId) => {
      const [row] = await query<PageRow>(LAST_VISIT, [tenantId])
      return row && recordedPage(row)
    },
    trim: async (people, keep) => {
      await query(TRIM, [...personColumns(people), keep])
    },
    recordMinutes: async (minutes) => {
      await query(RECORD_MINUTES, minuteColumns(minutes))
    },
    minutes: async (tenantId, sinceMs) =>
      (await query<MinuteRow>(MINUTES, [tenantId, moment(sinceMs)])).map(minuteTally),
    forget: async ({ pagesMs, minutesMs }) => {
      await query('delete from page_views where entered_at < $1', [moment(pagesMs)])
      await query('delete from presence_minutes where minute < $1', [moment(minutesMs)])
    },
    settings: async (tenantId) => (await query<PresenceSettings>(SETTINGS, [tenantId]))[0],
    changeSettings: async (tenantId, { idleAfterSeconds, awayAfterSeconds }) => {
      await query(CHANGE_SETTINGS, [tenantId, idleAfterSeconds, awayAfterSeconds])
    },
  }
}

const RECORD_STEPS = 'select record_page_steps($1, $2, $3, $4, $5, $6, $7, $8)'

const PAGES = `
  select url, title, entered_at, left_at from page_views
  where tenant_id = (select id from tenants where key = $1) and user_id = $2
  order by entered_at desc, id desc limit $3`

const LAST_VISIT = `
  select url, title, entered_at, left_at from page_views
  where tenant_id = (select id from tenants where key = $1) and kind = 'visitor'
  order by entered_at desc limit 1`

const TRIM = `
  delete from page_views where id in (
    select old.id from unnest($1::text[], $2::text[]) as person (tenant, user_id)
    join tenants on tenants.key = person.tenant
    cross join lateral (
      select id from page_views
      where tenant_id = tenants.id and user_id = person.user_id
      order by entered_at desc, id desc offset $3
    ) as old)`

const RECORD_MINUTES = `
  insert into presence_minutes as known (tenant_id, minute, visitors, users)
  select tenants.id, said.minute::timestamptz, said.visitors::int, said.users::int
  from unnest($1::text[], $2::text[], $3::text[], $4::text[])
    as said (tenant, minute, visitors, users)
  join tenants on tenants.key = said.tenant
  order by tenants.id
  on conflict (tenant_id, minute) do update set
    visitors = greatest(known.visitors, excluded.visitors),
    users = greatest(known.users, excluded.users)`

const MINUTES = `
  select minute, visitors, users from presence_minutes
  where tenant_id = (select id from tenants where key = $1) and minute >= $2
  order by minute`

const SETTINGS = `
  select idle_after_seconds as "idleAfterSeconds", away_after_seconds as "awayAfterSeconds"
  from tenants where key = $1`

const CHANGE_SETTINGS = `
  update tenants set idle_after_seconds = $2, away_after_seconds = $3 where key = $1`

interface PageRow {
  url: string
  title: string | null
  entered_at: Date
  left_at: Date | null
}

interface MinuteRow {
  minute: Date
  visitors: number
  users: number
}

function stepColumns(steps: readonly PageStep[]): (string | null)[][] {
  return [
    ...personColumns(steps),
    steps.map(({ kind }) => kind),
    steps.map(({ connectionId }) => connectionId),
    steps.map(({ tab }) => tab),
    steps.map(({ url }) => url ?? null),
    steps.map(({ title }) => title ?? null),
    steps.map(({ atMs }) => moment(atMs)),
  ]
}

function personColumns(people: readonly PersonKey[]): [string[], string[]] {
  return [people.map(({ tenantId }) => tenantId), people.map(({ userId }) => userId)]
}

function minuteColumns(minutes: readonly TenantMinute[]): string[][] {
  return [
    minutes.map(({ tenantId }) => tenantId),
    minutes.map(({ atMs }) => moment(atMs)),
    minutes.map(({ visitors }) => String(visitors)),
    minutes.map(({ users }) => String(users)),
  ]
}

function recordedPage({ url, title, entered_at, left_at }: PageRow): RecordedPage {
  return {
    url,
    ...(title !== null && { title }),
    enteredAtMs: entered_at.getTime(),
    ...(left_at !== null && { leftAtMs: left_at.getTime() }),
  }
}

function minuteTally({ minute, visitors, users }: MinuteRow): MinuteTally {
  return { atMs: minute.getTime(), visitors, users }
}

function moment(atMs: number): string {
  return new Date(atMs).toISOString()
}
