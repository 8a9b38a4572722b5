import type { CannedReply } from '@/lib/adminChatProtocol'
import { fold } from '@/lib/fold'

const SHOWN = 8

/** What is looked for by a text that begins with `/` and is one word; undefined of all others. */
export function cannedQuery(text: string): string | undefined {
  return /^\/(\S{0,32})$/.exec(text)?.[1]
}

/** Those whose shortcut begins so, then those whose shortcut or text contains it. */
export function matchingReplies(replies: readonly CannedReply[], query: string): CannedReply[] {
  const asked = fold(query)
  const first = replies.filter(({ shortcut }) => fold(shortcut).startsWith(asked))
  const other = replies.filter(
    (reply) => !first.includes(reply) && fold(`${reply.shortcut} ${reply.text}`).includes(asked),
  )
  return [...first, ...other].slice(0, SHOWN)
}
