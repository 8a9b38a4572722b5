import { refusal } from '@/lib/errors'

const MAX_BYTES = 16_384

/** What a program in this process pushes may be anything; what is no JSON reaches nobody. */
export function requireFitting(message: unknown): void {
  const text = jsonOf(message)
  if (text === undefined)
    throw refusal('INVALID_REQUEST', { sentence: 'message is not JSON', details: ['message'] })
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw refusal('PAYLOAD_TOO_LARGE', { sentence: 'A message has at most 16 kB' })
}

/** Undefined for functions, and for what refers to itself. */
function jsonOf(message: unknown): string | undefined {
  try {
    return JSON.stringify(message)
  } catch {
    return undefined
  }
}
