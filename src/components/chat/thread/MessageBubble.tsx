'use client'
import { memo } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import { Time } from '@/components/ui/Time'
import { faceName } from '@/components/ui/visitorName'
import type { Bubble } from './bubble'
import { emojiSize } from './emojiSize'
import { MessageFiles } from './MessageFiles'
import { MessageMenu } from './MessageMenu'
import { MessageStatus } from './MessageStatus'
import { MessageText } from './MessageText'
import type { MessageRow } from './messageRows'
import { NoteBubble } from './NoteBubble'
import { useLongPress } from './useLongPress'

interface MessageBubbleProps {
  row: MessageRow
  avatar?: string | undefined
  /** Everybody else has received and read up to here. */
  deliveredUpTo: number
  readUpTo: number
  /** ISO, when they were seen reading; unknown for what was read before the page opened. */
  readAt?: string | undefined
}

export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { row, avatar, readAt } = props
  const { bubble, own, mine, first } = row
  const labelId = `by-${bubble.key}`
  if (bubble.note) return <NoteBubble bubble={bubble} />
  if (bubble.system) return <SystemLine bubble={bubble} />
  return (
    <article
      aria-labelledby={labelId}
      data-message={bubble.key}
      data-state={bubble.state}
      data-seq={bubble.seq}
      className={cn('group/message flex gap-2.5', own && 'justify-end', first ? 'pt-4' : 'pt-0.5')}
    >
      {!own && <AvatarColumn bubble={bubble} avatar={avatar} shown={first} />}
      <div className={cn('flex min-w-0 flex-col', own ? 'items-end' : 'items-start', columnWidth)}>
        <Author id={labelId} bubble={bubble} mine={mine} shown={first && !mine} />
        <Pressed row={row} />
        {row.showsStatus && own && (
          <MessageStatus bubble={bubble} way={wayOf(props)} readAt={readAt} />
        )}
      </div>
    </article>
  )
}, sameBubble)

const columnWidth = 'max-w-[84%] md:max-w-[min(35rem,85%)]'

// Rows are made anew with every message; what they draw mostly is not.
function sameBubble(a: MessageBubbleProps, b: MessageBubbleProps): boolean {
  const [one, other] = [a.row, b.row]
  const sameRow =
    one.bubble === other.bubble &&
    one.first === other.first &&
    one.last === other.last &&
    one.showsStatus === other.showsStatus
  const sameWay = !other.showsStatus || (wayOf(a) === wayOf(b) && a.readAt === b.readAt)
  return sameRow && sameWay && a.avatar === b.avatar
}

function wayOf({
  row,
  deliveredUpTo,
  readUpTo,
}: MessageBubbleProps): 'sent' | 'delivered' | 'read' {
  const { seq = Number.POSITIVE_INFINITY } = row.bubble
  if (seq <= readUpTo) return 'read'
  return seq <= deliveredUpTo ? 'delivered' : 'sent'
}

function AvatarColumn(props: { bubble: Bubble; avatar?: string | undefined; shown: boolean }) {
  const { bubble, avatar, shown } = props
  if (!shown) return <span aria-hidden className="w-8 shrink-0" />
  return (
    <Avatar userId={bubble.senderId} name={faceName(bubble.senderName)} src={avatar} size={32} />
  )
}

/** Seen above a group of somebody else's; heard for every message. */
function Author(props: { id: string; bubble: Bubble; mine: boolean; shown: boolean }) {
  const { id, bubble, mine, shown } = props
  return (
    <div id={id} className={shown ? 'mb-1.5 flex max-w-full items-baseline gap-2' : 'sr-only'}>
      <bdi className="truncate font-semibold text-base" title={bubble.senderName}>
        {mine ? 'You' : bubble.senderName}
      </bdi>
      {bubble.program && (
        <span className="rounded-sm bg-sunken px-1.5 text-2xs text-fg-muted">Bot</span>
      )}
      <Time at={bubble.at} format="group" className="shrink-0 text-fg-subtle text-xs" />
    </div>
  )
}

/** The bubble, and what can be done with it beside it. */
function Pressed({ row }: { row: MessageRow }) {
  const press = useLongPress()
  const { bubble, own } = row
  if (bubble.deleted || bubble.id === undefined) return <Body row={row} />
  return (
    <div {...press} className="relative max-w-full pointer-coarse:select-none">
      <MessageMenu bubble={bubble} own={own} />
      <Body row={row} />
    </div>
  )
}

function Body({ row }: { row: MessageRow }) {
  const { bubble, own } = row
  if (bubble.deleted) return <Deleted own={own} />
  const { attachments } = bubble
  if (!attachments) return <Words row={row} />
  return (
    <div className={cn('flex max-w-full flex-col', own ? 'items-end' : 'items-start')}>
      <MessageFiles files={attachments} />
      {bubble.text.trim() !== '' && <Words row={row} />}
    </div>
  )
}

function Words({ row }: { row: MessageRow }) {
  const { bubble, own } = row
  const size = emojiSize(bubble.text)
  if (size) return <p className={cn('py-0.5', emojiClass[size])}>{bubble.text.trim()}</p>
  return (
    <div
      className={cn(
        'max-w-full px-3 py-1.75 forced-colors:border',
        tones[own ? 'own' : 'peer'],
        corners(row),
        outline(bubble),
      )}
    >
      <MessageText text={bubble.text} own={own} />
      {bubble.edited && (
        <span className={cn('text-xs', own ? 'text-bubble-own-meta' : 'text-fg-muted')}>
          edited
        </span>
      )}
    </div>
  )
}

const emojiClass = { huge: 'text-[2.5rem] leading-tight', large: 'text-[1.75rem] leading-tight' }

const tones = {
  own: 'bg-bubble-own text-on-bubble-own',
  peer: 'bg-bubble-peer text-on-bubble-peer',
}

function corners({ own, first, last }: MessageRow): string {
  const side = own
    ? [!first && 'rounded-se-sm', !last && 'rounded-ee-sm', last && 'rounded-ee-sm']
    : [first && 'rounded-ss-sm', !first && 'rounded-ss-sm', !last && 'rounded-es-sm']
  return cn('rounded-2xl', ...side)
}

function outline(bubble: Bubble): string {
  return bubble.state === 'failed'
    ? 'outline-1 outline-danger-fg outline-dashed outline-offset-2'
    : ''
}

function Deleted({ own }: { own: boolean }) {
  return (
    <p
      className={cn(
        'rounded-2xl border border-border px-3 py-1.75 text-fg-subtle text-md italic',
        own ? 'rounded-ee-sm' : 'rounded-ss-sm',
      )}
    >
      Message deleted
    </p>
  )
}

function SystemLine({ bubble }: { bubble: Bubble }) {
  return (
    <p data-message={bubble.key} className="py-2 text-center text-fg-subtle text-xs">
      <bdi>{bubble.text}</bdi>
    </p>
  )
}
