import type { Logger } from 'pino'
import { errorCodeOf, refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import type { AccessTokens } from './accessTokens'
import type { ApiKeys } from './apiKeys'
import type { Origins } from './origins'

/** What a socket shows when it connects. */
export interface ShownBySocket {
  token?: string | undefined
  apiKey?: string | undefined
  tenantId?: string | undefined
  origin?: string | undefined
}

interface Options {
  tokens: AccessTokens
  apiKeys: ApiKeys
  origins: Origins
  log: Logger
}

/**
 * Proves sockets. They take access tokens only: when thousands come back at once, a signature is
 * cheaper than a look into the database. Refusals have the sentences that clients know.
 */
export function createHandshakes({ tokens, apiKeys, origins, log }: Options) {
  async function prove(shown: ShownBySocket): Promise<UserPrincipal> {
    const key = shown.apiKey ? await apiKeys.prove(shown.apiKey, shown.origin) : undefined
    if (!shown.token) throw refusal('UNAUTHENTICATED', { sentence: 'JWT token required' })
    const principal = await verify(shown.token)
    const claimed = [key?.tenantId, shown.tenantId]
    if (claimed.some((tenantId) => tenantId && tenantId !== principal.tenantId))
      throw refusal('TENANT_MISMATCH')
    await requireOrigin(shown.origin, principal.tenantId)
    return principal
  }

  async function requireOrigin(origin: string | undefined, tenantId: string): Promise<void> {
    if (origin && !(await origins.isOfTenant(origin, tenantId))) throw refusal('ORIGIN_NOT_ALLOWED')
  }

  async function verify(token: string): Promise<UserPrincipal> {
    try {
      return await tokens.verify(token)
    } catch (error) {
      const code = errorCodeOf(error)
      throw code === 'TOKEN_EXPIRED' ? refusal(code, { sentence: 'Invalid JWT token' }) : error
    }
  }

  return async (shown: ShownBySocket): Promise<UserPrincipal> => {
    try {
      return await prove(shown)
    } catch (error) {
      if (errorCodeOf(error) !== 'INTERNAL') throw error
      log.error({ err: error }, 'handshake failed')
      throw refusal('UNAVAILABLE', { sentence: 'Authentication failed' })
    }
  }
}
