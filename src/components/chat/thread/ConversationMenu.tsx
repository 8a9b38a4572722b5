'use client'
import { Ellipsis } from 'lucide-react'
import { LazyMenu } from '@/components/shell/LazyMenu'
import { iconButtonClass } from '@/components/ui/IconButton'
import type { Conversation } from '@/lib/protocol'

export function ConversationMenu({ conversation }: { conversation: Conversation }) {
  return (
    <LazyMenu
      label="Conversation menu"
      className={iconButtonClass(32)}
      face={<Ellipsis aria-hidden />}
      load={load}
      more={{ conversation }}
    />
  )
}

const load = async () => (await import('./LoadedConversationMenu')).LoadedConversationMenu
