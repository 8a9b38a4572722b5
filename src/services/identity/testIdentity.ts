import { pino } from 'pino'
import type { Database } from '@/services/database'
import { createRequestLimits, type HttpDoor, usualLimits } from '@/services/realtime'
import type { Services } from './accountDoor'
import type { SignInPlace } from './accountSessions'
import { createIdentity, type IdentityOptions } from './index'
import type { Mail } from './mailer'
import type { Passwords } from './passwords'

const OPTIONS: IdentityOptions = {
  jwtSecrets: ['a secret of the tests'],
  publicUrl: 'https://chat.acme.test',
  signUp: 'open',
  demo: false,
  secureCookie: true,
  allowedOrigins: [],
}

export const OWN = 'https://chat.acme.test'
export const PASSWORD = 'correct horse battery'
export const PLACE: SignInPlace = { ip: '192.0.2.1', userAgent: 'Firefox' }
export const START_MS = Date.UTC(2030, 0, 1)

interface Parts {
  options?: Partial<IdentityOptions>
  clock?: { nowMs: number }
  signInPerMinute?: number
  send?: (mail: Mail) => Promise<void>
}

/** Identity on a real storage, with a clock that stands, and records of what it did outside. */
export function testIdentity(database: Database, parts: Parts = {}) {
  const clock = parts.clock ?? { nowMs: START_MS }
  const mails: Mail[] = []
  const closed: { id: string; reason: string }[] = []
  const passwords = quickPasswords()
  const limits = createRequestLimits({
    ...usualLimits,
    credentialPerMinute: 1000,
    addressPerMinute: 1000,
    signInPerMinute: parts.signInPerMinute ?? 1000,
    newVisitorsPerMinute: 1000,
  })
  const log = pino({ level: 'silent' })
  const identity = createIdentity({
    database,
    broadcaster: {
      toUser: () => undefined,
      toConversation: () => undefined,
      toAdmins: () => undefined,
      leaveConversation: () => undefined,
      closeAccountSession: (id, reason) => closed.push({ id, reason }),
      closeKey: (id, reason) => closed.push({ id, reason }),
      closeVisit: (id, reason) => closed.push({ id, reason }),
    },
    limits,
    mailer: { send: parts.send ?? (async (mail) => void mails.push(mail)) },
    log,
    options: { ...OPTIONS, ...parts.options },
    now: () => clock.nowMs,
    passwords,
  })
  const { authenticate } = identity
  const services: Services = { identity, limits, log, authenticate, sawTab: () => undefined }
  return { identity, services, clock, mails, closed, passwords }
}

/** Hashes that cost nothing, and a record of them; passwords.test.ts tries the real ones. */
function quickPasswords() {
  const hashed: string[] = []
  const compared: (string | undefined)[] = []
  const passwords: Passwords = {
    hash: async (password) => {
      hashed.push(password)
      return `hash of ${password}`
    },
    matches: async (stored, password) => {
      compared.push(stored)
      return stored === `hash of ${password}`
    },
  }
  return { ...passwords, hashed, compared }
}

export async function emptyDatabase(database: Database): Promise<void> {
  await database.query('truncate tenants, users restart identity cascade')
}

interface Sent {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  params?: Record<string, string>
}

/** Sends a request to a door, as JSON unless its headers say otherwise. */
export async function knock(door: HttpDoor<Services>, services: Services, sent: Sent = {}) {
  const { method = sent.body === undefined ? 'GET' : 'POST', body, headers, params } = sent
  const request = new Request('http://localhost/', {
    method,
    headers: { 'content-type': 'application/json', 'x-client-ip': '192.0.2.1', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const response = await door(services, request, params)
  const answer = await response.json()
  return { status: response.status, answer, cookies: response.headers.getSetCookie() }
}

/** What a browser sends back of a `Set-Cookie`. */
export function cookieOf(cookies: readonly string[]): string {
  return cookies[0]?.split(';')[0] ?? ''
}
