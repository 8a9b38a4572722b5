/** Where the `New` divider stands, and whether the reader is done with it. */
export interface UnreadDivider {
  /** Absent: no divider. */
  beforeSeq?: number
  /** It was in view while the window had the focus. */
  seen: boolean
  /** After seeing it the reader scrolled away from the end. */
  leftEnd: boolean
}

export type DividerEvent =
  | { type: 'opened'; firstUnreadSeq: number | undefined }
  | { type: 'arrived'; seq: number; attentive: boolean }
  | { type: 'in-view' }
  | { type: 'left-end' }
  | { type: 'at-end' }
  | { type: 'sent' }
  | { type: 'marked-read' }
  | { type: 'left' }

export const noDivider: UnreadDivider = { seen: false, leftEnd: false }

/**
 * The divider is placed when a conversation opens and then stays where it is. It moves to the
 * first of a new run only after it was passed, and goes when the reader is done with it.
 */
export function nextDivider(divider: UnreadDivider, event: DividerEvent): UnreadDivider {
  switch (event.type) {
    case 'opened':
      return placedBefore(event.firstUnreadSeq)
    case 'arrived':
      return arrived(divider, event)
    case 'in-view':
      return seen(divider)
    case 'left-end':
      return divider.seen ? { ...divider, leftEnd: true } : divider
    case 'at-end':
      return divider.leftEnd ? noDivider : divider
    default:
      return noDivider
  }
}

function seen(divider: UnreadDivider): UnreadDivider {
  return divider.beforeSeq === undefined ? divider : { ...divider, seen: true }
}

function arrived(divider: UnreadDivider, event: { seq: number; attentive: boolean }) {
  const passed = divider.beforeSeq === undefined || divider.seen
  return event.attentive || !passed ? divider : placedBefore(event.seq)
}

function placedBefore(seq: number | undefined): UnreadDivider {
  return seq === undefined ? noDivider : { beforeSeq: seq, seen: false, leftEnd: false }
}
