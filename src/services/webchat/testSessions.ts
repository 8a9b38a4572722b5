import { pino } from 'pino'
import { type Database, schema } from '@/services/database'
import type { Website } from '@/services/identity'
import type { VisitorSession } from './sessionStore'

export const HOUR_MS = 3_600_000
export const START_MS = Date.UTC(2030, 0, 1)
export const silent = pino({ level: 'silent' })
export const acme: Website = {
  kind: 'website',
  tenantId: 'acme',
  siteId: undefined,
  origin: 'https://shop.acme.test',
}

/** Puts tenants into a test's database. */
export async function addTestTenants(database: Database, ...keys: string[]): Promise<void> {
  await database.orm.insert(schema.tenants).values(keys.map((key) => ({ key, name: key })))
}

/** A first stay at acme, which began when the tests did. */
export function sessionOf(sessionId: string, change: Partial<VisitorSession> = {}): VisitorSession {
  return {
    sessionId,
    tenantId: 'acme',
    siteId: undefined,
    userId: `v_${sessionId}`,
    isAnonymous: true,
    fingerprint: undefined,
    visits: 1,
    firstSeenAtMs: START_MS,
    createdAtMs: START_MS,
    lastActivityMs: START_MS,
    ...change,
  }
}
