'use client'
import { Users } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { useChat, usePresenceState } from '../state/ChatProvider'

/** Where the people are when their column is not beside the conversation. */
export interface PeopleDoor {
  isCollapsed: boolean
  show(): void
}

/** Between 768 and 1183, and where their column is collapsed, the people are behind this button. */
export function PeopleButton({ people }: { people: PeopleDoor }) {
  const me = useChat().me.id
  const count = usePresenceState(
    ({ users }) => Object.keys(users).length - Number(users[me] !== undefined),
  )
  return (
    <Button
      variant="ghost"
      icon={<Users aria-hidden />}
      className={cn('max-md:hidden', !people.isCollapsed && 'xl:hidden')}
      onClick={people.show}
    >
      {count} online
    </Button>
  )
}
