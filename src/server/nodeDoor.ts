import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { refusal } from '@/lib/errors'
import type { DoorAnswer, DoorRequest } from '@/services/realtime'

/**
 * Node's request as doors read it. The web's `Request` around it costs more than most doors do.
 */
export function doorRequest(request: IncomingMessage): DoorRequest {
  const { method = 'GET', url = '/', headers } = request
  return {
    method,
    url,
    headers: { get: (name) => headerText(headers[name.toLowerCase()]) },
    // A body that is too large is left unread; the answer still has to reach its sender.
    get body() {
      return request.iterator({ destroyOnReturn: false })
    },
    readText: (maxBytes) => readText(request, maxBytes),
  }
}

/** By events: an iterator over a stream costs more than parsing what it brings. */
function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    const breakOff = () => reject(new Error('The request was broken off'))
    if (request.destroyed) return breakOff()
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) return void chunks.push(chunk)
      // What is left is not read; the answer still has to reach its sender.
      request.off('data', take).pause()
      reject(refusal('PAYLOAD_TOO_LARGE'))
    }
    const whole = () => {
      request.off('close', breakOff)
      resolve(new TextDecoder().decode(Buffer.concat(chunks)))
    }
    request.on('data', take).once('end', whole).once('error', reject).once('close', breakOff)
  })
}

function headerText(value: string | string[] | undefined): string | null {
  if (value === undefined) return null
  return Array.isArray(value) ? value.join(', ') : value
}

export async function sendAnswer(
  { status, headers, body }: DoorAnswer,
  response: ServerResponse,
): Promise<void> {
  response.statusCode = status
  for (const name in headers.values) response.setHeader(name, headers.values[name] ?? '')
  if (headers.cookies.length > 0) response.setHeader('set-cookie', headers.cookies)
  if (typeof body !== 'string') return pipeline(body, response).catch(whoWentAway)
  if (status !== 304) response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}

/** Nobody is left to be told. */
function whoWentAway(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}
