import { errorCodeOf } from '../errors'
import { type ParleyApiError, parleyApiError } from '../parleyApiError'

/** Of a call, of an event, or of a handshake, which has the code in `data`. */
export function refusalOf(error: unknown): ParleyApiError {
  const { message, code, data } = (error ?? {}) as { message?: string } & Coded & { data?: Coded }
  const known = typeof code === 'string' ? { code } : data
  if (!known?.code)
    return parleyApiError('UNAVAILABLE', { sentence: 'The server cannot be reached' })
  return parleyApiError(errorCodeOf(known), { sentence: message })
}

interface Coded {
  code?: unknown
}
