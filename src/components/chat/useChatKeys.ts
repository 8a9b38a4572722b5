import { useEffect } from 'react'
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
      focusRegion(key.direction)
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

/** The next part of the page that is drawn, round and round. */
function focusRegion(direction: 1 | -1): void {
  const drawn = regions.flatMap((name) => {
    const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
    return region && region.getClientRects().length > 0 ? [region] : []
  })
  const at = drawn.findIndex((region) => region.contains(document.activeElement))
  const from = at < 0 && direction === -1 ? 0 : at
  focusFirst(drawn[(from + direction + drawn.length) % drawn.length])
}

function focusFirst(region: HTMLElement | undefined): void {
  if (!region) return
  const target = region.matches('[tabindex="0"]')
    ? region
    : (region.querySelector<HTMLElement>('[aria-current="page"]') ??
      region.querySelector<HTMLElement>('textarea, a[href], button'))
  target?.focus()
}
