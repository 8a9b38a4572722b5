'use client'
import { useEffect } from 'react'
import type { LoadedMenuProps } from '@/components/shell/LazyMenu'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from '@/components/ui/Menu'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/toast'
import { useChat, usePushState } from '../state/ChatProvider'
import type { PushNotice } from './pushStore'

export function LoadedPushMenu({ label, className, face }: LoadedMenuProps) {
  const { look } = useChat().pushes
  // It opens with its first drawing, and after that by its button.
  useEffect(look, [look])
  return (
    <Menu defaultOpen onOpenChange={(open) => open && look()}>
      <MenuTrigger aria-label={label} className={className}>
        {face}
      </MenuTrigger>
      <MenuContent inline align="end" className="max-h-[min(24rem,70dvh)] w-80 overflow-y-auto">
        <MenuLabel>Notifications</MenuLabel>
        <Notices />
      </MenuContent>
    </Menu>
  )
}

function Notices() {
  const notices = usePushState((state) => state.notices)
  return notices.map((notice) => <Notice key={notice.id} notice={notice} />)
}

/** The beginning of one; choosing it shows it in full again. */
function Notice({ notice: { id, title, body, sentAt } }: { notice: PushNotice }) {
  const showAgain = () => toast(title, { id, ...(body && { description: body }) })
  return (
    <MenuItem className="items-start py-1.5" onSelect={showAgain}>
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <bdi className="line-clamp-2 font-medium">{title}</bdi>
        {body && <bdi className="line-clamp-2 text-fg-muted">{body}</bdi>}
      </span>
      <Time at={sentAt} format="list" className="text-end text-fg-subtle text-xs" />
    </MenuItem>
  )
}
