import { setImmediate } from 'node:timers/promises'
import pino from 'pino'
import type { Database } from '@/services/database'
import { createPresenceRecords } from './createPresenceRecords'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import type { KnownPerson } from './presenceRecordsService'
import { TestClock } from './testClock'
import { testPresence } from './testPresence'

/** One process whose records are kept in a database; its tenants are acme and globex. */
export async function testPresenceRecords(database: Database, known: KnownPeople = {}) {
  await database.query(
    "insert into tenants (key, name) values ('acme', 'Acme'), ('globex', 'Globex') on conflict do nothing",
  )
  const clock = new TestClock()
  const store = memoryOnlineUsersStore({ now: clock.now })
  const queries = new Queries(database)
  const process = () => {
    const presenceRecords = createPresenceRecords({
      database: { ...database, query: queries.query },
      presence: store,
      people: async (tenantId, userId) => known[`${tenantId} ${userId}`],
      log: pino({ level: 'silent' }),
      now: clock.now,
      timers: clock.timers,
    })
    const { onlineUsers } = testPresence({ clock, store, pages: presenceRecords })
    return { presenceRecords, onlineUsers }
  }
  /** Time passes in steps, so that the database keeps up with what rounds ask of it. */
  const pass = async (ms: number, stepMs = 5000) => {
    for (let left = ms; left > 0; left -= stepMs) {
      await clock.advance(Math.min(left, stepMs))
      await queries.done()
    }
  }
  return { clock, store, pass, process, ...process() }
}

/** Knows when everything that was asked is answered. */
class Queries {
  readonly #open = new Set<Promise<unknown>>()

  constructor(private readonly database: Database) {}

  readonly query: Database['query'] = (...asked) => {
    const answer = this.database.query(...asked) as ReturnType<Database['query']>
    this.#open.add(answer)
    const forget = () => void this.#open.delete(answer)
    answer.then(forget, forget)
    return answer as never
  }

  async done(): Promise<void> {
    while (this.#open.size > 0) {
      await Promise.allSettled(this.#open)
      await setImmediate()
    }
  }
}

type KnownPeople = Record<string, KnownPerson>
