import type { Attachment } from '@/lib/attachments'

const KEPT_MS = 30 * 24 * 60 * 60_000
const KEPT_COUNT = 50

/** A message that was not sent: it survives a reload beside the draft. */
export interface Unsent {
  clientMessageId: string
  text: string
  attachments?: readonly Attachment[]
  /** ISO, when it was sent from here. */
  at: string
  reason: string
  canRetry: boolean
}

export interface DraftStorage {
  drafts(): Record<string, string>
  saveDraft(conversationId: string, text: string): void
  unsent(): Record<string, Unsent[]>
  saveUnsent(conversationId: string, unsent: readonly Unsent[]): void
  /** The conversation whose draft a `storage` event is about. */
  conversationOf(key: string | null): string | undefined
}

/**
 * Drafts of one person on this device: plain text under `draft:{userId}:{conversationId}`, kept
 * for 30 days, at most 50. A browser that refuses storage keeps them in memory only.
 */
export function createDraftStorage(
  userId: string,
  place: Storage | undefined,
  now: () => number = Date.now,
): DraftStorage {
  const draftPrefix = `draft:${userId}:`
  const unsentPrefix = `unsent:${userId}:`
  const datesKey = `draft-dates:${userId}`
  const dates = prune(place, datesKey, [draftPrefix, unsentPrefix], now())

  function keep(key: string, conversationId: string, value: string): void {
    write(place, key, value === '' ? undefined : value)
    if (value === '') return
    dates[conversationId] = now()
    write(place, datesKey, JSON.stringify(dates))
  }

  return {
    drafts: () => readAll(place, draftPrefix),
    saveDraft: (conversationId, text) => keep(draftPrefix + conversationId, conversationId, text),
    unsent: () => parsedUnsent(readAll(place, unsentPrefix)),
    saveUnsent: (conversationId, unsent) =>
      keep(
        unsentPrefix + conversationId,
        conversationId,
        unsent.length > 0 ? JSON.stringify(unsent) : '',
      ),
    conversationOf: (key) =>
      key?.startsWith(draftPrefix) ? key.slice(draftPrefix.length) : undefined,
  }
}

/** The browser's storage, where it lets us have it. */
export function localPlace(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

function prune(place: Storage | undefined, datesKey: string, prefixes: string[], nowMs: number) {
  const dates = parsed<Record<string, number>>(read(place, datesKey)) ?? {}
  const newest = Object.entries(dates).sort(([, a], [, b]) => b - a)
  const kept = newest.filter(([, at], index) => index < KEPT_COUNT && nowMs - at < KEPT_MS)
  const keptIds = new Set(kept.map(([id]) => id))
  for (const prefix of prefixes) {
    for (const id of Object.keys(readAll(place, prefix))) {
      if (!keptIds.has(id)) write(place, prefix + id, undefined)
    }
  }
  return Object.fromEntries(kept)
}

function parsedUnsent(texts: Record<string, string>): Record<string, Unsent[]> {
  const found: Record<string, Unsent[]> = {}
  for (const [id, text] of Object.entries(texts)) found[id] = parsed<Unsent[]>(text) ?? []
  return found
}

function parsed<T>(text: string | null): T | undefined {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}

function readAll(place: Storage | undefined, prefix: string): Record<string, string> {
  const found: Record<string, string> = {}
  const count = place?.length ?? 0
  for (let index = 0; index < count; index += 1) {
    const key = place?.key(index)
    const text = key?.startsWith(prefix) ? read(place, key) : null
    if (key && text) found[key.slice(prefix.length)] = text
  }
  return found
}

function read(place: Storage | undefined, key: string): string | null {
  try {
    return place?.getItem(key) ?? null
  } catch {
    return null
  }
}

function write(place: Storage | undefined, key: string, value: string | undefined): void {
  try {
    if (value === undefined) place?.removeItem(key)
    else place?.setItem(key, value)
  } catch {
    // Full or refused: what is in memory still works until the tab closes.
  }
}
