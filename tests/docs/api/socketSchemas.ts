import type { ClientEvent } from '../../../src/lib/protocol'
import type { App } from '../../../src/server/createApp'
import { ASKED_BY } from '../../../src/server/refusedEvents'
import { openSocketDoors, type SocketDoors } from '../../../src/server/socketDoors'
import type { JsonSchema } from './schemas'
import { takenBy } from './zodSchemas'

type Callers = keyof SocketDoors

const CALLERS: Record<(typeof ASKED_BY)[ClientEvent], readonly Callers[]> = {
  users: ['users'],
  people: ['users', 'visitors'],
  everybody: ['users', 'visitors', 'backEnds'],
}

const doors = openSocketDoors(untouched() as App)

/** Whose event it is. */
export function callersOf(event: ClientEvent): readonly Callers[] {
  return CALLERS[ASKED_BY[event]]
}

/**
 * What an event takes: the schemas with which the doors of its callers have opened it. None where one
 * of them takes anything and looks at it later.
 */
export function payloadSchema(event: ClientEvent): JsonSchema | undefined {
  const taken = new Map<string, JsonSchema>()
  for (const callers of callersOf(event)) {
    const schema = doors[callers].schemaOf(event)
    if (!schema) throw new Error(`${callers} have no ${event}`)
    const one = takenBy(schema)
    if (Object.keys(one).length === 0) return undefined
    const text = JSON.stringify(one)
    if (!taken.has(text)) taken.set(text, { title: `Of ${callers}`, ...one })
  }
  const [first, ...others] = [...taken.values()]
  if (others.length > 0) return { anyOf: [first, ...others] }
  const { title: _, ...only } = first ?? {}
  return only
}

/** Services that nobody asks: doors only keep them until somebody comes. */
function untouched(): unknown {
  const anything: unknown = new Proxy(() => anything, { get: () => anything })
  return anything
}
