import type { Logger } from 'pino'
import { errorCodeOf, refusal } from '@/lib/errors'
import { isAdmin, type Principal } from '@/services/realtime'
import type { VerifyBearer } from './bearerTokens'
import { type ApiKeys, type ProvenKey, serviceOf } from './keys/apiKeys'
import type { Origins, SaidOfPage } from './origins'
import type { Website, Websites } from './websites'

/** What a socket shows when it connects. */
export interface ShownBySocket extends SaidOfPage {
  /** A token, or a key in its place. */
  token?: string | undefined
  apiKey?: string | undefined
  tenantId?: string | undefined
  origin?: string | undefined
  /** Says that it is an admin's; refused where it is not. */
  asAdmin?: boolean | undefined
}

interface Options {
  verifyBearer: VerifyBearer
  apiKeys: ApiKeys
  origins: Origins
  websites: Websites
  log: Logger
}

/**
 * Proves sockets. They take short-lived tokens and keys only: when thousands come back at once, a
 * signature is cheaper than a look into the database. Refusals have the sentences that clients know.
 */
export function createHandshakes(options: Options) {
  const { verifyBearer, apiKeys, origins, websites, log } = options

  async function prove(shown: ShownBySocket): Promise<Principal | Website> {
    const { key: keyText, token } = keyAndToken(shown)
    const key = keyText ? await apiKeys.prove(keyText, shown.origin) : undefined
    const caller = await callerOf(key, token, shown)
    const claimed = [key?.tenantId, shown.tenantId]
    if (claimed.some((tenantId) => tenantId && tenantId !== caller.tenantId))
      throw refusal('TENANT_MISMATCH')
    await requireOrigin(shown.origin, caller.tenantId)
    if (shown.asAdmin && !mayBeAdmin(caller)) throw refusal('FORBIDDEN')
    return key ? shownBeside(key, caller) : caller
  }

  function keyAndToken({ apiKey, token }: ShownBySocket) {
    const isKey = token !== undefined && apiKeys.isKey(token)
    return isKey ? { key: apiKey ?? token, token: undefined } : { key: apiKey, token }
  }

  async function callerOf(
    key: ProvenKey | undefined,
    token: string | undefined,
    { origin, siteId, domain }: ShownBySocket,
  ): Promise<Principal | Website> {
    if (token) return verify(token)
    if (!key) throw refusal('UNAUTHENTICATED', { sentence: 'JWT token required' })
    return key.kind === 'secret' ? serviceOf(key) : websites.ofKey(key, origin, { siteId, domain })
  }

  async function requireOrigin(origin: string | undefined, tenantId: string): Promise<void> {
    if (origin && !(await origins.isOfTenant(origin, tenantId))) throw refusal('ORIGIN_NOT_ALLOWED')
  }

  async function verify(token: string): Promise<Principal> {
    try {
      return await verifyBearer(token)
    } catch (error) {
      const code = errorCodeOf(error)
      throw code === 'TOKEN_EXPIRED' ? refusal(code, { sentence: 'Invalid JWT token' }) : error
    }
  }

  return async (shown: ShownBySocket): Promise<Principal | Website> => {
    try {
      return await prove(shown)
    } catch (error) {
      if (errorCodeOf(error) !== 'INTERNAL') throw error
      log.error({ err: error }, 'handshake failed')
      throw refusal('UNAVAILABLE', { sentence: 'Authentication failed' })
    }
  }
}

/** A token's holder whose key lay beside the token; the others' keys are known by what they are. */
function shownBeside({ id }: ProvenKey, caller: Principal | Website): Principal | Website {
  if (caller.kind === 'website' || caller.kind === 'service') return caller
  return { shownKeyId: id, ...caller }
}

function mayBeAdmin(caller: Principal | Website): boolean {
  return caller.kind === 'service' || (caller.kind === 'user' && isAdmin(caller))
}
