import { StickyNote } from 'lucide-react'
import { Time } from '@/components/ui/Time'
import type { Bubble } from './bubble'
import { MessageStatus } from './MessageStatus'
import { MessageText } from './MessageText'

/** What admins say among themselves: across both sides, in a colour and with words of its own. */
export function NoteBubble({ bubble }: { bubble: Bubble }) {
  const labelId = `by-${bubble.key}`
  return (
    <article
      aria-labelledby={labelId}
      data-message={bubble.key}
      data-state={bubble.state}
      className="pt-4"
    >
      <div className="rounded-xl border border-away-fg/40 border-dashed bg-away-tint px-3 py-2">
        <p
          id={labelId}
          className="mb-0.5 flex items-baseline gap-1.5 text-away-fg text-xs [&_.lucide]:size-3.5 [&_.lucide]:self-center"
        >
          <StickyNote aria-hidden />
          <span className="font-semibold">
            Note by <bdi>{bubble.senderName}</bdi>
          </span>
          <Time at={bubble.at} format="group" />
        </p>
        <MessageText text={bubble.text} own={false} />
      </div>
      {bubble.state !== 'sent' && <MessageStatus bubble={bubble} way="sent" />}
    </article>
  )
}
