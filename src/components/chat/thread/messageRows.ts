import type { Bubble } from './bubble'

const GROUP_GAP_MS = 5 * 60_000

export type Row =
  | { type: 'start'; key: 'start' }
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: 'new' }
  | MessageRow

export interface MessageRow {
  type: 'message'
  key: string
  bubble: Bubble
  /** On the reader's side: mine, or of those who answer visitors with me. */
  own: boolean
  mine: boolean
  /** First and last of what one person wrote in one go. */
  first: boolean
  last: boolean
  /** The status line stands under the last own message of a run; failed ones show their own. */
  showsStatus: boolean
}

export interface RowsInput {
  bubbles: readonly Bubble[]
  me: string
  /** The first unread message: the `New` divider stands above it. */
  dividerBeforeSeq?: number | undefined
  /** Older messages exist that are not loaded. */
  hasMore: boolean
  /** First messages of pages loaded earlier: they keep their header, so that nothing below moves. */
  pageStarts: ReadonlySet<string>
  /** The day a moment belongs to, in the reader's zone. */
  dayOf?: (at: string) => string
}

/** The thread as rows: messages in groups, a separator where a day begins, the divider once. */
export function messageRows(input: RowsInput): Row[] {
  const rows: Row[] = input.hasMore ? [] : [{ type: 'start', key: 'start' }]
  const divider = dividerKey(input)
  input.bubbles.forEach((bubble, index) => {
    const breaks = breaksBefore(input, index, divider)
    if (breaks.day) rows.push({ type: 'day', key: `day:${bubble.key}`, at: bubble.at })
    if (bubble.key === divider) rows.push({ type: 'new', key: 'new' })
    const next =
      index + 1 < input.bubbles.length ? breaksBefore(input, index + 1, divider) : undefined
    rows.push(messageRow(bubble, input.me, breaks.group, next?.group ?? true))
  })
  return withStatusLines(rows)
}

function localDay(at: string): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}

function dividerKey(input: RowsInput): string | undefined {
  const before = input.dividerBeforeSeq
  if (before === undefined) return undefined
  return input.bubbles.find((bubble) => bubble.seq !== undefined && bubble.seq >= before)?.key
}

function breaksBefore(input: RowsInput, index: number, divider: string | undefined) {
  const bubble = input.bubbles[index]
  const previous = input.bubbles[index - 1]
  if (!bubble || !previous) return { day: !input.hasMore && bubble !== undefined, group: true }
  const dayOf = input.dayOf ?? localDay
  const day = dayOf(previous.at) !== dayOf(bubble.at)
  const apart = Date.parse(bubble.at) - Date.parse(previous.at) > GROUP_GAP_MS
  const other =
    previous.senderId !== bubble.senderId ||
    Boolean(previous.system || bubble.system || previous.note || bubble.note)
  const edge = bubble.key === divider || input.pageStarts.has(bubble.key)
  return { day, group: day || apart || other || edge }
}

function messageRow(bubble: Bubble, me: string, first: boolean, last: boolean): MessageRow {
  return {
    type: 'message',
    key: bubble.key,
    bubble,
    own: (bubble.senderId === me || bubble.team === true) && !bubble.system,
    mine: bubble.senderId === me && !bubble.system,
    first,
    last,
    showsStatus: bubble.state === 'failed',
  }
}

function withStatusLines(rows: Row[]): Row[] {
  let open = true
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row?.type !== 'message') continue
    if (row.last) open = true
    const { state, deleted, note } = row.bubble
    if (!row.own || !open || note || state === 'failed' || deleted) continue
    rows[index] = { ...row, showsStatus: true }
    open = false
  }
  return rows
}
