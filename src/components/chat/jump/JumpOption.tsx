'use client'
import { FileText, MessagesSquare } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import type { JumpItem } from './jumpItems'

interface JumpOptionProps {
  id: string
  item: JumpItem
  active: boolean
  onChoose(item: JumpItem): void
}

/** One row of the jump menu. The input keeps the focus. */
export function JumpOption({ id, item, active, onChoose }: JumpOptionProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(item)}
      onKeyDown={() => {}}
      className={cn(
        'flex min-h-11 cursor-default items-center gap-3 rounded-md px-2 hover:bg-hover',
        active && 'bg-selected hover:bg-selected',
      )}
    >
      <Mark item={item} />
      <bdi className="min-w-0 flex-1 truncate">{item.name}</bdi>
      {item.kind !== 'page' && item.person && (
        <span className="text-fg-subtle text-xs">{item.person.presence}</span>
      )}
    </div>
  )
}

function Mark({ item }: { item: JumpItem }) {
  if (item.kind !== 'page' && item.person) {
    const { userId, name, avatar, presence } = item.person
    return (
      <Avatar
        userId={userId}
        name={name}
        src={avatar}
        size={28}
        presence={presence}
        ringClassName="ring-raised"
      />
    )
  }
  const Icon = item.kind === 'conversation' ? MessagesSquare : FileText
  return (
    <span className="flex size-7 items-center justify-center text-fg-muted">
      <Icon aria-hidden className="size-4.5" />
    </span>
  )
}
