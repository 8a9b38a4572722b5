import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { type BackEnd, EDGE_HEADER, type Seen } from '@/services/edge'
import { KEY_QUESTION } from './keyQuestion'
import type { Sign } from './outgoing'

const PATIENCE_MS = 2000

/** What the edge asks back ends by itself. */
export interface BackEndCalls {
  look(backEnd: BackEnd): Promise<Seen>
  /** Undefined where it does not say. */
  knowsKey(backEnd: BackEnd, key: string): Promise<boolean | undefined>
}

export function createBackEndCalls({ sign, log }: { sign: Sign; log: Logger }): BackEndCalls {
  function call(backEnd: BackEnd, method: string, url: string, headers = {}): Promise<Response> {
    const visit = { address: 'edge', requestId: randomUUID() }
    return fetch(backEnd.url + url, {
      method,
      headers: { ...headers, [EDGE_HEADER]: sign({ method, url }, visit, backEnd) },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  }

  return {
    look: async (backEnd) => {
      try {
        const answer = await call(backEnd, 'GET', '/api/ready')
        await answer.arrayBuffer()
        return seenBy(answer.status, backEnd, log)
      } catch (error) {
        return isRefused((error as Error).cause) ? 'refused' : 'down'
      }
    },
    knowsKey: async (backEnd, key) => {
      try {
        const answer = await call(backEnd, 'POST', KEY_QUESTION, { 'x-api-key': key })
        const { known } = (await answer.json()) as { known?: unknown }
        return typeof known === 'boolean' ? known : undefined
      } catch {
        return undefined
      }
    },
  }
}

function seenBy(status: number, { url }: BackEnd, log: Logger): Seen {
  if (status === 200) return 'ready'
  if (status === 503) return 'unready'
  const advice = 'is EDGE_SECRET the same there, and are the clocks right?'
  log.warn({ backEnd: url, status }, `a back end does not let its edge look: ${advice}`)
  return 'down'
}

/** Nobody listens there. */
export function isRefused(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'ECONNREFUSED'
}
