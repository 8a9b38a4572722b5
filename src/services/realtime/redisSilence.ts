import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { SilenceListener, SilentProcess } from './roomRelay'

/** string: who looks after a process that fell silent, or `done` */
export const silenceKey = (id: string) => `parley:silent:${id}`

/** Who dies while looking after another leaves it to the next one so late. */
const CLAIMED_MS = 60_000
const DONE_MS = 600_000
const DONE = 'done'

interface SilenceParts {
  ownId: string
  client: Redis
  log: Logger
}

/** One of the processes that hear of a silent one looks after it. */
export function redisSilence({ ownId, client, log }: SilenceParts) {
  const underWay = new Set<string>()

  /** Whether it is settled, here or elsewhere. */
  async function settle(process: SilentProcess, listener: SilenceListener): Promise<boolean> {
    const key = silenceKey(process.id)
    const holder = await client.set(key, ownId, 'PX', CLAIMED_MS, 'NX', 'GET')
    if (holder !== null && holder !== ownId) return holder === DONE
    log.info({ process: process.id }, 'a process fell silent')
    await listener(process)
    await client.set(key, DONE, 'PX', DONE_MS)
    return true
  }

  return async (process: SilentProcess, listener: SilenceListener): Promise<boolean> => {
    if (underWay.has(process.id)) return false
    underWay.add(process.id)
    try {
      return await settle(process, listener)
    } catch (error) {
      log.warn({ err: error, process: process.id }, 'a silent process was not looked after yet')
      return false
    } finally {
      underWay.delete(process.id)
    }
  }
}
