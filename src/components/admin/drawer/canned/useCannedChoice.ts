import { type KeyboardEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { isComposing } from '@/components/chat/composer/composerKeys'
import { announce } from '@/components/ui/announce'
import type { CannedReply } from '@/lib/adminChatProtocol'
import { useAdmin } from '../../state/AdminProvider'
import { cannedQuery, matchingReplies } from './matchingReplies'

export interface CannedChoice {
  /** Empty: nothing is offered. */
  offered: readonly CannedReply[]
  /** The place of the one that Enter takes. */
  chosen: number
  /** Whether the key was used up. */
  press(event: KeyboardEvent): boolean
  take(reply: CannedReply): void
}

/** Saved replies by `/`: arrows choose, Enter or Tab takes, Esc puts away. */
export function useCannedChoice(
  text: string,
  isOffered: boolean,
  onTake: (text: string) => void,
): CannedChoice {
  const { canned } = useAdmin().visitors
  const replies = useStore(canned, (state) => state.replies)
  const [chosen, setChosen] = useState(0)
  const [putAway, setPutAway] = useState<string>()
  const query = isOffered ? cannedQuery(text) : undefined
  const isAsked = query !== undefined
  useEffect(() => {
    if (isAsked) canned.read()
  }, [isAsked, canned])
  const offered = isAsked && putAway !== text ? matchingReplies(replies ?? [], query) : []
  const at = Math.min(chosen, Math.max(0, offered.length - 1))
  useSaid(isAsked && putAway !== text ? offered.length : undefined)

  const take = (reply: CannedReply) => {
    setChosen(0)
    onTake(reply.text)
  }
  const does: Record<string, () => void> = {
    ArrowDown: () => setChosen((at + 1) % offered.length),
    ArrowUp: () => setChosen((at + offered.length - 1) % offered.length),
    Enter: () => offered[at] && take(offered[at]),
    Tab: () => offered[at] && take(offered[at]),
    Escape: () => setPutAway(text),
  }
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey, nativeEvent } = event
    if (offered.length === 0 || shiftKey || isComposing(nativeEvent)) return false
    const act = does[key]
    if (!act) return false
    event.preventDefault()
    act()
    return true
  }
  return { offered, chosen: at, press, take }
}

function useSaid(count: number | undefined): void {
  useEffect(() => {
    if (count) announce(count === 1 ? '1 saved reply' : `${count} saved replies`)
  }, [count])
}
