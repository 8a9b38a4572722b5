'use client'
import { Bell, BellOff, BellRing } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '@/components/ui/IconButton'
import { setPreference, usePreferences } from '@/components/ui/preferences'
import { useChat } from '../state/ChatProvider'

/** Notifications of this device: on, off, or blocked by the browser. Not drawn where there are none. */
export function NotificationBell() {
  const { notices, actions } = useChat()
  const permission = useStore(notices, (state) => state.permission)
  const wanted = usePreferences(({ notifications }) => notifications)
  if (permission === 'impossible') return null
  if (permission === 'denied') {
    return (
      <IconButton
        label="Notifications are blocked"
        icon={<BellOff aria-hidden />}
        onClick={() => actions.ask({ about: 'notifications' })}
      />
    )
  }
  const isOn = permission === 'granted' && wanted
  return (
    <IconButton
      label={isOn ? 'Turn notifications off' : 'Turn notifications on'}
      icon={isOn ? <BellRing aria-hidden /> : <Bell aria-hidden />}
      onClick={() => (isOn ? setPreference('notifications', false) : void notices.turnOn())}
    />
  )
}
