'use client'
import { Avatar } from '@/components/ui/Avatar'
import type { Account } from '@/lib/protocol'
import { LazyMenu } from './LazyMenu'
import type { OwnMenuProps } from './LoadedOwnMenu'

interface Props extends Omit<OwnMenuProps, 'user'> {
  user: Account | undefined
}

/** Name, status, settings and the way out. Its place is kept while nobody is known. */
export function OwnMenu({ user, presence, onStatusChange }: Props) {
  if (!user) return <span className="size-10" />
  const face = (
    <Avatar
      userId={user.id}
      name={user.name}
      src={user.avatar}
      size={32}
      presence={presence}
      ringClassName="ring-panel"
    />
  )
  return (
    <LazyMenu
      label={`${user.name}${presence ? `, ${presence}` : ''}, your menu`}
      className="flex size-10 items-center justify-center rounded-full"
      face={face}
      load={load}
      more={{ user, presence, onStatusChange }}
    />
  )
}

const load = async () => (await import('./LoadedOwnMenu')).LoadedOwnMenu
