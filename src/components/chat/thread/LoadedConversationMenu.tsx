'use client'
import { Bell, BellOff, LogOut } from 'lucide-react'
import type { LoadedMenuProps } from '@/components/shell/LazyMenu'
import { announce } from '@/components/ui/announce'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'
import type { Conversation } from '@/lib/protocol'
import { useChatActions } from '../state/ChatProvider'

interface LoadedConversationMenuProps extends LoadedMenuProps {
  conversation: Conversation
}

export function LoadedConversationMenu(props: LoadedConversationMenuProps) {
  const { label, className, face, conversation } = props
  const actions = useChatActions()
  const { id, kind, muted = false } = conversation
  const mute = () =>
    actions.mute(id, !muted).then(
      () => announce(muted ? 'Unmuted' : 'Muted'),
      (error: Error) =>
        toast.error(`Couldn’t ${muted ? 'unmute' : 'mute'} the conversation`, {
          description: error.message,
        }),
    )
  return (
    <Menu defaultOpen>
      <MenuTrigger aria-label={label} className={className}>
        {face}
      </MenuTrigger>
      <MenuContent inMain align="end">
        <MenuItem onSelect={() => void mute()}>
          {muted ? <Bell aria-hidden /> : <BellOff aria-hidden />}
          {muted ? 'Unmute' : 'Mute'}
        </MenuItem>
        {kind === 'group' && (
          <MenuItem
            tone="danger"
            onSelect={() => actions.ask({ about: 'leave', conversationId: id })}
          >
            <LogOut aria-hidden className="rtl:-scale-x-100" />
            Leave group
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}
