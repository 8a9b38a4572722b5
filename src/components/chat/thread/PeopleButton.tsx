'use client'
import { Users } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { useChat, usePresenceState } from '../state/ChatProvider'

/** Between 768 and 1183 the people are behind this button. */
export function PeopleButton({ onClick }: { onClick(): void }) {
  const me = useChat().me.id
  const count = usePresenceState(
    ({ users }) => Object.keys(users).length - Number(users[me] !== undefined),
  )
  return (
    <Button
      variant="ghost"
      icon={<Users aria-hidden />}
      className="max-md:hidden xl:hidden"
      onClick={onClick}
    >
      {count} online
    </Button>
  )
}
