import { hashOf } from './secrets'

export interface SigningKey {
  kid: string
  key: CryptoKey
}

export interface SigningKeys {
  /** The one that signs. */
  first(): Promise<SigningKey>
  /** The one a token names; a token without a name can only be of the first. Rejects when unknown. */
  named(kid: string | undefined): Promise<SigningKey>
}

/** The secrets as keys, imported once: importing at every check costs more than the check. */
export function signingKeys(secrets: readonly string[]): SigningKeys {
  const imported = Promise.all(secrets.map(importKey))
  imported.catch(() => undefined)

  async function pick(isWanted: (key: SigningKey) => boolean): Promise<SigningKey> {
    const found = (await imported).find(isWanted)
    if (!found) throw new Error('No such signing key')
    return found
  }

  return {
    first: () => pick(() => true),
    named: (kid) => pick((key) => kid === undefined || key.kid === kid),
  }
}

async function importKey(secret: string): Promise<SigningKey> {
  const bytes = new TextEncoder().encode(secret)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify'])
  return { kid: hashOf(`kid ${secret}`).slice(0, 12), key }
}
