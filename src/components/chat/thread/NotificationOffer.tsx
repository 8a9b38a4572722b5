'use client'
import { Bell } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/Button'
import { useChat } from '../state/ChatProvider'

/** Offered once a message came while nobody looked; the browser asks only after `Turn on`. */
export function NotificationOffer() {
  const { notices } = useChat()
  const offering = useStore(notices, (state) => state.offering)
  if (!offering) return null
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-border border-b bg-accent-tint px-4 py-2 text-sm">
      <Bell aria-hidden className="size-4 text-accent-fg" />
      <p className="min-w-0 flex-1">Get a notification when someone writes?</p>
      <Button onClick={() => void notices.turnOn()}>Turn on</Button>
      <Button variant="ghost" onClick={notices.notNow}>
        Not now
      </Button>
    </div>
  )
}
