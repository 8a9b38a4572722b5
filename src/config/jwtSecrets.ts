import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LEAST_LENGTH = 32

interface Circumstances {
  production: boolean
  dataDir: string
}

/** The secrets of access tokens; in development one is made and kept in the data folder. */
export function jwtSecrets(
  given: string[] | undefined,
  { production, dataDir }: Circumstances,
): string[] {
  if (given?.length) return given.map((secret) => longEnough('JWT_SECRET', secret))
  if (!production) return [keptSecret(dataDir)]
  throw new Error('JWT_SECRET is required in production: at least 32 random characters.')
}

/** The secret of a variable, or a sentence that names it. */
export function longEnough(name: string, secret: string): string {
  if (secret.length >= LEAST_LENGTH) return secret
  throw new Error(`${name} must have at least ${LEAST_LENGTH} characters.`)
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'jwt-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
