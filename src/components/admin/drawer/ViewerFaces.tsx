'use client'
import { useStore } from 'zustand'
import { Avatar } from '@/components/ui/Avatar'
import type { Viewer } from '../chats/viewers'
import { useAdmin } from '../state/AdminProvider'

const nobody: readonly Viewer[] = []
const DRAWN = 3

/** Which other admins look at the conversation now: two may not answer at once. */
export function ViewerFaces({ conversationId }: { conversationId: string }) {
  const { visitors, me } = useAdmin()
  const tabs = useStore(visitors.viewers, ({ viewers }) => viewers[conversationId] ?? nobody)
  const people = [...new Map(tabs.map((viewer) => [viewer.userId, viewer])).values()]
  const others = people.filter(({ userId }) => userId !== me.id)
  if (others.length === 0) return null
  const words = `${names.format(others.map(({ name }) => name))} ${others.length === 1 ? 'is' : 'are'} viewing`
  return (
    <span role="img" aria-label={words} title={words} className="flex shrink-0 -space-x-1.5">
      {others.slice(0, DRAWN).map(({ userId, name, avatar }) => (
        <Avatar
          key={userId}
          userId={userId}
          name={name}
          src={avatar}
          size={24}
          className="rounded-full ring-2 ring-surface"
        />
      ))}
    </span>
  )
}

const names = new Intl.ListFormat('en', { type: 'conjunction' })
