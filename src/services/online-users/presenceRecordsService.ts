import type { Logger } from 'pino'
import type { PresenceDetails, PresenceHistory, PresenceSettings } from '@/lib/adminProtocol'
import { refusal } from '@/lib/errors'
import { botPlace, isBotPlace } from './declaredBots'
import type { OnlineUsersStore, PersonKind, PresenceRow } from './onlineUsersStore'
import { lastStay } from './pageStay'
import { PAGES_KEPT, type PageFollower, PageTrail } from './pageTrail'
import { PresenceMinutes } from './presenceMinutes'
import type { MinuteTally, PresenceRecordStore, RecordedPage } from './presenceRecordStore'
import { TenantPresenceSettings } from './presenceSettings'
import { onlineUser } from './presenceView'
import { startRounds, systemTimers, type Timers } from './timers'

const COUNT_MS = 15_000
const TRIM_MS = 600_000
const FORGET_MS = 3_600_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const PAGES_DAYS = 30
const MINUTES_DAYS = 31

/** What is known of somebody who need not be online. */
export interface KnownPerson {
  email?: string
  /** How many stays of a visitor are known. */
  visits?: number
  firstSeenAt?: string
  lastSeenAt?: string
}

/** Knows the accounts and visitors of a tenant, and nobody else's. */
export type PersonBook = (tenantId: string, userId: string) => Promise<KnownPerson | undefined>

export interface PresenceRecordsOptions {
  store: PresenceRecordStore
  presence: OnlineUsersStore
  people: PersonBook
  log: Logger
  now?: () => number
  timers?: Timers
}

export interface HistoryQuestion {
  minutes: number
  /** Counts signed-in users among those online. */
  withTeam: boolean
}

/** What is kept of presence: who somebody is and was, how many there were, what counts as idle. */
export interface PresenceRecordsService extends PageFollower {
  /** `USER_NOT_FOUND` for whoever has never been in the tenant. */
  details(tenantId: string, userId: string): Promise<PresenceDetails>
  /** The last sign of life; undefined for whoever has never been in the tenant. */
  lastSeen(tenantId: string, userId: string): Promise<string | undefined>
  history(tenantId: string, question: HistoryQuestion): Promise<PresenceHistory>
  settings(tenantId: string): Promise<PresenceSettings>
  /** Without input for so long, this person counts as away. Never rejects. */
  awayAfterSeconds(tenantId: string, kind: PersonKind): Promise<number>
  changeSettings(tenantId: string, settings: PresenceSettings): Promise<PresenceSettings>
  /** Writes what waits, then nothing is done any more. Close presence before it. */
  close(): Promise<void>
}

export function presenceRecordsService(options: PresenceRecordsOptions): PresenceRecordsService {
  const { store, presence, log, now = Date.now, timers = systemTimers } = options
  const trail = new PageTrail({ store, timers, now, log })
  const minutes = new PresenceMinutes({ presence, store, now, log })
  const settings = new TenantPresenceSettings({ store, now, log })
  const stop = startRounds(timers, log, [
    { name: 'count', everyMs: () => COUNT_MS, run: () => minutes.count() },
    { name: 'trim', everyMs: () => TRIM_MS, run: () => trail.trim() },
    { name: 'forget', everyMs: () => FORGET_MS, run: () => store.forget(limitsAt(now())) },
  ])
  return {
    follow: (connection) => {
      if (isBotPlace(connection.tenantId)) return
      minutes.notice(connection.tenantId)
      trail.follow(connection)
    },
    leave: (connection) => trail.leave(connection),
    details: async (tenantId, userId) => {
      await trail.flush()
      return details(options, tenantId, userId)
    },
    lastSeen: (tenantId, userId) => lastSeen(options, tenantId, userId),
    history: async (tenantId, question) => {
      minutes.notice(tenantId)
      await minutes.count([tenantId])
      const sinceMs = now() - question.minutes * MINUTE_MS
      const [counted, lastVisit, bots] = await Promise.all([
        store.minutes(tenantId, sinceMs),
        store.lastVisit(tenantId),
        presence.count(botPlace(tenantId)),
      ])
      return historyOf({ counted, lastVisit, bots, withTeam: question.withTeam })
    },
    settings: (tenantId) => settings.read(tenantId),
    awayAfterSeconds: async (tenantId, kind) => {
      const { idleAfterSeconds, awayAfterSeconds } = await settings.of(tenantId)
      return kind === 'user' ? awayAfterSeconds : idleAfterSeconds
    },
    changeSettings: (tenantId, changed) => settings.change(tenantId, changed),
    close: async () => {
      stop()
      await trail.flush()
    },
  }
}

function limitsAt(nowMs: number) {
  return { pagesMs: nowMs - PAGES_DAYS * DAY_MS, minutesMs: nowMs - MINUTES_DAYS * DAY_MS }
}

type Sources = Pick<PresenceRecordsOptions, 'store' | 'presence' | 'people'>

async function details(
  { store, presence, people }: Sources,
  tenantId: string,
  userId: string,
): Promise<PresenceDetails> {
  const [row, person, pages] = await Promise.all([
    presence.find(tenantId, userId),
    people(tenantId, userId),
    store.pages(tenantId, userId, PAGES_KEPT),
  ])
  if (!row && !person && pages.length === 0) throw refusal('USER_NOT_FOUND')
  return detailsOf({ row, person: person ?? {}, pages })
}

async function lastSeen(
  { presence, people }: Sources,
  tenantId: string,
  userId: string,
): Promise<string | undefined> {
  const [row, person] = await Promise.all([
    presence.find(tenantId, userId),
    people(tenantId, userId),
  ])
  return (row && onlineUser(row, 'full').lastActiveAt) ?? person?.lastSeenAt
}

interface Found {
  row: PresenceRow | undefined
  person: KnownPerson
  pages: readonly RecordedPage[]
}

function detailsOf({ row, person, pages }: Found): PresenceDetails {
  const { firstSeenAt, email, visits } = person
  const user = row && {
    ...onlineUser(row, 'full'),
    ...(email !== undefined && { email }),
    ...(visits !== undefined && { visits }),
  }
  const lastSeenAt = user?.lastActiveAt ?? person.lastSeenAt ?? lastLeft(pages)
  return {
    success: true,
    ...(user && { user }),
    ...(firstSeenAt !== undefined && { firstSeenAt }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
    pages: lastStay(pages, {
      urlsNow: new Set(row?.connections.map(({ url }) => url)),
      lastSeenMs: lastSeenAt === undefined ? undefined : Date.parse(lastSeenAt),
    }),
  }
}

function lastLeft([newest]: readonly RecordedPage[]): string | undefined {
  return newest && iso(newest.leftAtMs ?? newest.enteredAtMs)
}

interface Counted {
  counted: readonly MinuteTally[]
  lastVisit: RecordedPage | undefined
  bots: number
  withTeam: boolean
}

function historyOf({ counted, lastVisit, bots, withTeam }: Counted): PresenceHistory {
  return {
    success: true,
    minutes: counted.map(({ atMs, visitors, users }) => ({
      at: iso(atMs),
      online: withTeam ? visitors + users : visitors,
    })),
    ...(lastVisit && { lastVisit: visitOf(lastVisit) }),
    bots,
  }
}

function visitOf({ url, title, enteredAtMs, leftAtMs }: RecordedPage) {
  return { at: iso(leftAtMs ?? enteredAtMs), url, ...(title !== undefined && { title }) }
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
