'use client'
import { Activity, CodeXml, Keyboard, MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/Badge'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { Logo } from '@/components/ui/Logo'
import { Tooltip } from '@/components/ui/Tooltip'
import { OwnMenu } from './OwnMenu'
import type { AppShellProps } from './shellProps'
import { ThemeMenu } from './ThemeMenu'
import { counted } from './unreadWords'

interface RailProps extends AppShellProps {
  unread: number
  onShortcuts(): void
}

/** The column at the start of wide windows. */
export function Rail(props: RailProps) {
  const {
    section,
    isAdmin,
    isManager,
    unread,
    waiting = 0,
    user,
    presence,
    onStatusChange,
    onShortcuts,
  } = props
  return (
    <nav
      aria-label="Main"
      className="flex flex-col items-center gap-1 border-border border-e bg-panel py-3 max-md:hidden"
    >
      <Link href="/" aria-label="Parley, start page" className="mb-3 rounded-lg">
        <Logo />
      </Link>
      <RailLink
        href="/chat"
        name="Chat"
        icon={<MessagesSquare aria-hidden />}
        current={section === 'chat' || section === 'online'}
        unread={unread}
      />
      {isAdmin && (
        <RailLink
          href="/admin"
          name="Online Users"
          icon={<Activity aria-hidden />}
          current={section === 'visitors'}
          unread={waiting}
          words="waiting"
        />
      )}
      {isManager && (
        <RailLink
          href="/developers/keys"
          name="Developers"
          icon={<CodeXml aria-hidden />}
          current={section === 'developers'}
          unread={0}
        />
      )}
      <span className="flex-1" />
      <IconButton
        label="Keyboard shortcuts"
        shortcut={['mod', '/']}
        icon={<Keyboard aria-hidden />}
        size={40}
        tooltipSide="right"
        onClick={onShortcuts}
      />
      <ThemeMenu />
      <OwnMenu user={user} presence={presence} onStatusChange={onStatusChange} />
    </nav>
  )
}

interface RailLinkProps {
  href: string
  name: string
  icon: ReactNode
  current: boolean
  unread: number
  /** What is counted. */
  words?: string
}

function RailLink({ href, name, icon, current, unread, words }: RailLinkProps) {
  return (
    <Tooltip text={name} side="right">
      <Link
        href={href}
        aria-label={counted(name, unread, words)}
        aria-current={current ? 'page' : undefined}
        className={cn(
          railLook,
          current ? 'bg-selected text-accent-fg' : 'text-fg-muted hover:bg-hover hover:text-fg',
        )}
      >
        {icon}
        <Badge count={unread} className="absolute -end-0.5 -top-0.5 ring-2 ring-panel" />
      </Link>
    </Tooltip>
  )
}

const railLook =
  'relative flex size-10 items-center justify-center rounded-lg transition-[background-color,color] duration-100 ease-out [&_.lucide]:size-5'
