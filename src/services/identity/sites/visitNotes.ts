import type { Logger } from 'pino'
import { type LastTimes, lastTimes } from '../lastTimes'
import type { SiteStore } from './siteStore'

/** What pages that show a key tell of a site's installation. */
export interface VisitNotes {
  visited(siteId: number): void
  refused(tenantId: string, origin: string): void
  forgetRefusal(tenantId: string, origin: string): void
  close(): Promise<void>
}

interface Options {
  store: Pick<SiteStore, 'recordVisits' | 'recordRefusals'>
  log: Logger
  now(): number
}

export function visitNotes({ store, log, now }: Options): VisitNotes {
  const visits: LastTimes = lastTimes({
    what: 'visits of sites',
    record: (times) => store.recordVisits(new Map([...times].map(([id, at]) => [Number(id), at]))),
    log,
    now,
  })
  const refusals: LastTimes = lastTimes({
    what: 'refused origins',
    record: (times) => store.recordRefusals([...times].map(([name, at]) => refusedOf(name, at))),
    log,
    now,
  })
  return {
    visited: (siteId) => visits.note(String(siteId)),
    refused: (tenantId, origin) => refusals.note(nameOf(tenantId, origin)),
    forgetRefusal: (tenantId, origin) => refusals.forget(nameOf(tenantId, origin)),
    close: async () => {
      await visits.close()
      await refusals.close()
    },
  }
}

function nameOf(tenantId: string, origin: string): string {
  return JSON.stringify([tenantId, origin])
}

function refusedOf(name: string, at: Date) {
  const [tenantId = '', origin = ''] = JSON.parse(name) as string[]
  return { tenantId, origin, at }
}
