import { randomBytes } from 'node:crypto'

/** 256 random bits: knowing some of them says nothing of others. */
export function newSessionId(): string {
  return `s_${randomBytes(32).toString('base64url')}`
}

export function newVisitorId(): string {
  return `v_${randomBytes(16).toString('base64url')}`
}

/** A name for clients that keep no token. It opens nothing but the door to write. */
export function newSessionName(): string {
  return `session-${randomBytes(16).toString('hex')}`
}

/**
 * The name that a client made up itself. What looks like one of our own ids is none: whoever shows
 * it without its token has found it or guessed it.
 */
export function clientsName(text: string | undefined): string | undefined {
  if (text === undefined || !/^[A-Za-z0-9_.:@-]{1,128}$/.test(text)) return undefined
  return text.startsWith('s_') ? undefined : text
}
