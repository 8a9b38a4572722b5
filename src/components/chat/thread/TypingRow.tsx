'use client'
import { useChatState, useTyping } from '../state/ChatProvider'

/** Always there and 24 high: the messages above never move. Not announced: too chatty. */
export function TypingRow({ conversationId }: { conversationId: string }) {
  const typing = useTyping(conversationId)
  const conversation = useChatState(({ conversations }) => conversations[conversationId])
  const names = typing.map(
    (id) => conversation?.participants.find(({ userId }) => userId === id)?.name ?? 'Someone',
  )
  return (
    <div className="mx-auto h-6 w-full max-w-[49.5rem] shrink-0 px-3 md:px-4">
      {names.length > 0 && (
        <p className="flex h-6 animate-fade items-center gap-2.5 truncate text-fg-muted text-xs">
          <span aria-hidden className="flex gap-0.75 text-fg-subtle">
            <i className="dot size-1.25 rounded-full bg-fg-muted" />
            <i className="dot size-1.25 rounded-full bg-fg-subtle" />
            <i className="dot size-1.25 rounded-full bg-border-strong" />
          </span>
          <Sentence names={names} />
        </p>
      )}
    </div>
  )
}

function Sentence({ names }: { names: string[] }) {
  const [first, second] = names
  if (names.length > 2) return 'Several people are typing…'
  if (second === undefined) {
    return (
      <span>
        <bdi>{first}</bdi> is typing…
      </span>
    )
  }
  return (
    <span>
      <bdi>{first}</bdi> and <bdi>{second}</bdi> are typing…
    </span>
  )
}
