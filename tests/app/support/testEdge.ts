import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { configOf } from '@/config/config'
import { readEnv } from '@/config/env'
import { type RunningEdge, startEdge } from '@/server/edge/startEdge'
import { USUAL_ENV } from '../../infrastructure/usualEnv'

export const EDGE_SECRET = 'a-secret-of-edge-and-back-ends-of-32-characters'

export interface TestEdge extends RunningEdge {
  /** Everything it logged. */
  log(): string
}

/** The real edge on a free port. It gets neither a JWT secret nor storage. */
export async function startTestEdge(
  backEnds: readonly string[],
  env: Record<string, string> = {},
): Promise<TestEdge> {
  const { JWT_SECRET: _secret, ...usual } = USUAL_ENV
  const own = { ROLE: 'edge', PORT: '0', EDGE_SECRET, EDGE_BACKENDS: backEnds.join() }
  const config = configOf(readEnv({ ...usual, ...HURRIED, ...own, ...env }))
  let said = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      said += chunk
      done()
    },
  })
  return { ...(await startEdge(config, pino({ level: 'debug' }, stream))), log: () => said }
}

const HURRIED = {
  EDGE_LOOK_MS: '100',
  CLOSE_SPREAD_MS: '0',
  LIMIT_EDGE_ADDRESS_PER_MINUTE: '100000',
  LIMIT_EDGE_KEY_PER_MINUTE: '100000',
}

export interface FakeBackEnd {
  url: string
  /** What reached it, looks and questions of the edge aside. */
  received: IncomingMessage[]
  close(): Promise<void>
}

/** A back end that says it is ready, knows every key but those with `wrong`, and else does as told. */
export async function startFakeBackEnd(answer: RequestListener): Promise<FakeBackEnd> {
  const received: IncomingMessage[] = []
  const server = createServer((request, response) => {
    if (request.url === '/api/ready') return void response.end('{}')
    if (request.url === '/api/edge/key') {
      const known = !String(request.headers['x-api-key']).includes('wrong')
      return void response.end(JSON.stringify({ known }))
    }
    received.push(request)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
