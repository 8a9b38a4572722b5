'use client'
import { Ellipsis } from 'lucide-react'
import { LazyMenu } from '@/components/shell/LazyMenu'
import { iconButtonClass } from '@/components/ui/IconButton'
import type { ChatMenuProps } from './LoadedChatMenu'

/** What can be done with a visitor and their conversation. */
export function ChatMenu(props: ChatMenuProps) {
  return (
    <LazyMenu
      label="Actions"
      className={iconButtonClass(32)}
      face={<Ellipsis aria-hidden />}
      load={load}
      more={props}
    />
  )
}

const load = async () => (await import('./LoadedChatMenu')).LoadedChatMenu
