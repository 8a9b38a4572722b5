import { useEffect } from 'react'
import { focusRegion } from '@/components/ui/focusRegion'
import { usePreferences } from '@/components/ui/preferences'
import { type ChatKey, chatKey } from './chatKeys'
import { isComposing } from './composer/composerKeys'
import { byActivity, stepConversation } from './list/conversationOrder'
import { useChat } from './state/ChatProvider'
import type { Chat } from './state/createChat'
import type { ChatLocation } from './state/useChatLocation'

/** The keys that work anywhere on the page. */
export function useChatKeys(place: ChatLocation, onJump: () => void): void {
  const chat = useChat()
  const enabled = usePreferences(({ shortcuts }) => shortcuts)
  useEffect(() => {
    if (!enabled) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return
      const key = chatKey(event)
      if (key && act(key, { chat, place, onJump })) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [chat, place, onJump, enabled])
}

interface Acting {
  chat: Chat
  place: ChatLocation
  onJump(): void
}

/** Whether the key was used up. */
function act(key: ChatKey, { chat, place, onJump }: Acting): boolean {
  switch (key.does) {
    case 'jump':
      onJump()
      return true
    case 'step':
      step(key, chat, place)
      return true
    case 'region':
      focusRegion(regions, key.direction)
      return true
    case 'type':
      if (document.activeElement === document.body) chat.composer.focusNow()
      return false
  }
}

function step(key: Extract<ChatKey, { does: 'step' }>, chat: Chat, place: ChatLocation): void {
  const conversations = Object.values(chat.store.getState().conversations)
  const unread = conversations
    .filter(({ unreadCount, muted }) => unreadCount > 0 && !muted)
    .map(({ id }) => id)
  const next = stepConversation({
    order: byActivity(conversations),
    current: place.conversationId,
    direction: key.direction,
    ...(key.unreadOnly && { among: new Set(unread) }),
  })
  if (next !== undefined) place.open(next)
}

const regions = ['list', 'messages', 'composer', 'people'] as const
