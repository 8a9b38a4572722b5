import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** What was sealed; `isOld` where a secret that no longer comes first had sealed it. */
interface Opened {
  text: string
  isOld: boolean
}

/**
 * Keeps secrets that have to be used, not only compared, out of copies of the database. `about`
 * binds a secret to its row: moved to another it does not open.
 */
export interface Sealer {
  seal(text: string, about: string): string
  /** Undefined where none of the server's secrets sealed it so. */
  open(sealed: string, about: string): Opened | undefined
}

/** AES-256-GCM by keys derived from the server's secrets: the first seals, all open. */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map(keyOf)
  return {
    seal: (text, about) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keys[0] ?? keyOf(''), iv)
      cipher.setAAD(Buffer.from(about))
      const data = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([iv, ...data, cipher.getAuthTag()]).toString('base64url')
    },
    open: (sealed, about) => {
      for (const [place, key] of keys.entries()) {
        const text = opened(key, Buffer.from(sealed, 'base64url'), about)
        if (text !== undefined) return { text, isOld: place > 0 }
      }
      return undefined
    },
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'parley sealed secrets', 32))
}

function opened(key: Buffer, bytes: Buffer, about: string): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const data = bytes.subarray(IV_BYTES, -TAG_BYTES)
    return decipher.update(data, undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
