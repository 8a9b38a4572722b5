import type { Conversation } from '@/lib/protocol'

/** Ids by last activity, newest first. */
export function byActivity(conversations: readonly Conversation[]): string[] {
  return [...conversations]
    .sort((a, b) => compare(b.updatedAt, a.updatedAt) || compare(a.id, b.id))
    .map(({ id }) => id)
}

/** While the pointer is over the list what is drawn keeps its place; newcomers wait at the end. */
export function frozenOrder(drawn: readonly string[], sorted: readonly string[]): string[] {
  const present = new Set(sorted)
  const known = new Set(drawn)
  return [...drawn.filter((id) => present.has(id)), ...sorted.filter((id) => !known.has(id))]
}

export interface Step {
  order: readonly string[]
  current: string | undefined
  direction: 1 | -1
  /** Only these may be stepped to. */
  among?: ReadonlySet<string>
}

/** The conversation above or below; from nowhere, the first or the last. */
export function stepConversation({ order, current, direction, among }: Step): string | undefined {
  const walk = direction === 1 ? [...order] : [...order].reverse()
  const after = current === undefined ? -1 : walk.indexOf(current)
  return walk.slice(after + 1).find((id) => !among || among.has(id))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
