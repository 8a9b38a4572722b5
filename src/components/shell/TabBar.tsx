'use client'
import { Activity, CodeXml, type LucideIcon, MessagesSquare, Settings, Users } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/Badge'
import { cn } from '@/components/ui/cn'
import type { Section } from './section'
import { counted } from './unreadWords'

interface TabBarProps {
  section: Section
  unread: number
  waiting: number
  isAdmin?: boolean | undefined
  isManager?: boolean | undefined
}

/** The bar at the foot of narrow windows. */
export function TabBar({ section, unread, waiting, isAdmin, isManager }: TabBarProps) {
  const counts: Partial<Record<Section, number>> = { chat: unread, visitors: waiting }
  const hidden = [...(isAdmin ? [] : ['visitors']), ...(isManager ? [] : ['developers'])]
  const shown = tabs.filter(({ of }) => !hidden.includes(of))
  return (
    <nav
      aria-label="Main"
      className="grid auto-cols-fr grid-flow-col border-border border-t bg-panel pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown.map(({ name, href, of, icon: Icon }) => (
        <Link
          key={of}
          href={href}
          aria-label={counted(name, counts[of] ?? 0, of === 'visitors' ? 'waiting' : 'unread')}
          aria-current={of === section ? 'page' : undefined}
          className={cn(tabLook, of === section ? 'text-accent-fg' : 'text-fg-muted')}
        >
          <span className="relative">
            <Icon aria-hidden className="size-5" />
            <Badge count={counts[of] ?? 0} className="absolute -end-3 -top-1.5" />
          </span>
          {name}
        </Link>
      ))}
    </nav>
  )
}

const tabs: { of: Section; name: string; href: string; icon: LucideIcon }[] = [
  { of: 'chat', name: 'Chats', href: '/chat', icon: MessagesSquare },
  { of: 'online', name: 'Online', href: '/chat?panel=online', icon: Users },
  { of: 'visitors', name: 'Visitors', href: '/admin', icon: Activity },
  { of: 'developers', name: 'Develop', href: '/developers/keys', icon: CodeXml },
  { of: 'settings', name: 'Settings', href: '/settings', icon: Settings },
]

const tabLook =
  'flex h-14 flex-col items-center justify-center gap-1 text-xs -outline-offset-2 focus-visible:-outline-offset-2'
