import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { refusal } from '@/lib/errors'

/** A body that does not say how long it is; ends with `PAYLOAD_TOO_LARGE` where it gets too long. */
export function boundedBody(request: IncomingMessage, maxBytes: number): Transform {
  let bytes = 0
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      next(bytes > maxBytes ? refusal('PAYLOAD_TOO_LARGE') : null, chunk)
    },
  })
  request.once('error', (error) => bounded.destroy(error))
  return request.pipe(bounded)
}

export function hasUnknownLength({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined
}

export function hasNoBody({ headers }: IncomingMessage): boolean {
  const { 'transfer-encoding': encoding, 'content-length': length = '0' } = headers
  return encoding === undefined && Number(length) === 0
}
