import type { ServerResponse } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ERRORS, errorBody, errorCodeOf, type Refusal } from '@/lib/errors'

type Headers = Record<string, string>

/** Answers with a row of the error table. */
export function answerRefusal(response: ServerResponse, error: unknown, more: Headers = {}): void {
  if (response.headersSent) return void response.destroy()
  const { status, headers, body } = answerOf(error, more)
  response.writeHead(status, headers).end(body)
}

/** The same where a connection was to become a socket: it is written as it is and ended. */
export function refuseUpgrade(socket: Duplex, error: unknown, more: Headers = {}): void {
  const { status, headers, body } = answerOf(error, { ...more, connection: 'close' })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n')
  socket.once('error', () => socket.destroy())
  socket.end(`${head}\r\n\r\n${body}`)
}

function answerOf(error: unknown, more: Headers) {
  const { status } = ERRORS[errorCodeOf(error)]
  const requestId = more['x-request-id']
  const body = JSON.stringify({ ...errorBody(error), ...(requestId && { requestId }) })
  const seconds = (error as Partial<Refusal>).retryAfterSeconds
  const headers: Headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    ...(seconds !== undefined && { 'retry-after': String(seconds) }),
    ...more,
  }
  return { status, headers, body }
}
