import { useCallback, useEffect, useState } from 'react'
import { useChat, useChatState } from '@/components/chat/state/ChatProvider'
import type { Conversation } from '@/lib/protocol'
import { visitorChats } from '../rows/visitorChat'
import { useAdmin } from '../state/AdminProvider'

export interface VisitorTalk {
  conversation: Conversation | undefined
  /** `absent` is as good as found: nothing was written yet. */
  phase: 'looking' | 'found' | 'absent' | 'failed'
  again(): void
}

/** A visitor's conversation; one that the page has not listed, a closed one, is looked for. */
export function useVisitorConversation(visitorId: string): VisitorTalk {
  const { desk } = useAdmin().visitors
  const me = useChat().me.id
  const conversation = useChatState(({ conversations }) => {
    const chat = visitorChats(conversations, me).get(visitorId)
    return chat && conversations[chat.conversationId]
  })
  const isListed = useChatState(({ list }) => list !== 'loading')
  const [looked, setLooked] = useState<'looking' | 'absent' | 'failed'>('looking')
  const isKnown = conversation !== undefined
  const look = useCallback(() => {
    setLooked('looking')
    desk.find(visitorId).then(
      () => setLooked('absent'),
      () => setLooked('failed'),
    )
  }, [desk, visitorId])
  useEffect(() => {
    if (isListed && !isKnown) look()
  }, [isListed, isKnown, look])
  return { conversation, phase: isKnown ? 'found' : looked, again: look }
}
