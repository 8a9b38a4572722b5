import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Logger } from 'pino'
import { refusal } from '@/lib/errors'
import type { LastTimes } from '../lastTimes'
import type { IdentitySecretStore, StoredIdentitySecret } from './identitySecretStore'
import { type ProvenPerson, personIn } from './provenPerson'
import type { Sealer } from './sealer'

const TOKEN_MAX = 4096
const LIFE_MAX_S = 3600
/** Clocks of back ends are not ours. */
const TOLERANCE_S = 30

export interface IdentityTokens {
  /**
   * Whom the tenant's back end has signed to be there, or `IDENTITY_UNVERIFIED` or, for genuine
   * tokens alone, `TOKEN_EXPIRED`.
   */
  verify(tenantId: string, token: string): Promise<ProvenPerson>
}

interface Options {
  store: Pick<IdentitySecretStore, 'list' | 'reseal'>
  sealer: Sealer
  uses: Pick<LastTimes, 'note'>
  log: Logger
  now(): number
}

/** HS256 tokens of tenants' back ends, for the audience `parley`, of an hour at most. */
export function identityTokens({ store, sealer, uses, log, now }: Options): IdentityTokens {
  async function verify(tenantId: string, token: string): Promise<ProvenPerson> {
    const candidates = named(kidOf(token), await store.list(tenantId))
    for (const secret of candidates) {
      const payload = await payloadOf(token, keyOf(secret))
      if (!payload) continue
      uses.note(secret.id)
      return personIn(payload)
    }
    throw unproven('The identity token is not signed by an identity secret of this tenant')
  }

  /** Empty, as no secret ever is, where the server has lost the secret that sealed it. */
  function keyOf({ id, sealed }: StoredIdentitySecret): Uint8Array {
    const secret = sealer.open(sealed, id)
    if (!secret) log.warn({ id }, 'an identity secret does not open: was JWT_SECRET replaced?')
    else if (secret.isOld) {
      const resealed = store.reseal(id, sealer.seal(secret.text, id))
      resealed.catch((error) => log.warn({ err: error, id }, 'an identity secret stays as it was'))
    }
    return new TextEncoder().encode(secret?.text ?? '')
  }

  /** Undefined where another secret has signed it, if any has. */
  async function payloadOf(token: string, key: Uint8Array): Promise<JWTPayload | undefined> {
    if (key.length === 0) return undefined
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience: 'parley',
        requiredClaims: ['exp'],
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(now()),
      })
      requireShortLife(payload, now() / 1000)
      return payload
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) return undefined
      throw refusalOf(error)
    }
  }

  return { verify }
}

/** Without a `kid` it may be of any: there are two at most. */
function named(kid: string | undefined, secrets: readonly StoredIdentitySecret[]) {
  return kid === undefined ? secrets : secrets.filter(({ id }) => id === kid)
}

function kidOf(token: string): string | undefined {
  try {
    if (token.length <= TOKEN_MAX) return decodeProtectedHeader(token).kid
  } catch {}
  throw unproven('The identity token is no JSON Web Token')
}

function requireShortLife({ exp = 0 }: JWTPayload, nowS: number): void {
  if (exp - nowS > LIFE_MAX_S + TOLERANCE_S)
    throw unproven('An identity token ends within an hour: set exp nearer')
}

/** The signature is checked first: only those who have the secret are told what is wrong. */
function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return refusal('TOKEN_EXPIRED', { sentence: 'The identity token has expired' })
  if (error instanceof errors.JWTClaimValidationFailed)
    return unproven(`The identity token's claim ${error.claim} is missing or not the right one`)
  if (error instanceof errors.JOSEError)
    return unproven('An identity token is a JSON Web Token signed with HS256')
  return error
}

function unproven(sentence: string) {
  return refusal('IDENTITY_UNVERIFIED', { sentence })
}
