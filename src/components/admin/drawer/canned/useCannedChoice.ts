import { type KeyboardEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { isComposing } from '@/components/chat/composer/composerKeys'
import { announce } from '@/components/ui/announce'
import type { CannedReply } from '@/lib/adminChatProtocol'
import { useAdmin } from '../../state/AdminProvider'
import { cannedQuery, matchingReplies } from './matchingReplies'

export interface CannedChoice {
  /** Whether anything is offered; the way to change the replies is, behind the last of them. */
  isOpen: boolean
  offered: readonly CannedReply[]
  /** The place of the one that Enter takes. */
  chosen: number
  /** Whether the key was used up. */
  press(event: KeyboardEvent): boolean
  take(reply: CannedReply): void
  /** Opens what changes the replies. */
  manage(): void
}

interface Options {
  text: string
  isOffered: boolean
  onTake(text: string): void
  onManage(): void
}

/** Saved replies by `/`: arrows choose, Enter or Tab takes, Esc puts away. */
export function useCannedChoice({ text, isOffered, onTake, onManage }: Options): CannedChoice {
  const { canned } = useAdmin().visitors
  const replies = useStore(canned, (state) => state.replies)
  const [chosen, setChosen] = useState(0)
  const [putAway, setPutAway] = useState<string>()
  const query = isOffered ? cannedQuery(text) : undefined
  const isAsked = query !== undefined
  useEffect(() => {
    if (isAsked) canned.read()
  }, [isAsked, canned])
  const isShown = isAsked && putAway !== text && replies !== undefined
  const offered = isShown ? matchingReplies(replies, query) : []
  // What is no shortcut is a message, which Enter sends.
  const isOpen = isShown && (offered.length > 0 || query === '')
  const many = offered.length + 1
  const at = Math.min(chosen, offered.length)
  useSaid(isShown ? offered.length : undefined)

  const take = (reply: CannedReply) => {
    setChosen(0)
    onTake(reply.text)
  }
  const manage = () => {
    setChosen(0)
    setPutAway(text)
    onManage()
  }
  const takeChosen = () => (offered[at] ? take(offered[at]) : manage())
  const does: Record<string, () => void> = {
    ArrowDown: () => setChosen((at + 1) % many),
    ArrowUp: () => setChosen((at + many - 1) % many),
    Enter: takeChosen,
    Tab: takeChosen,
    Escape: () => setPutAway(text),
  }
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey, nativeEvent } = event
    if (!isOpen || shiftKey || isComposing(nativeEvent)) return false
    const act = does[key]
    if (!act) return false
    event.preventDefault()
    act()
    return true
  }
  return { isOpen, offered, chosen: at, press, take, manage }
}

function useSaid(count: number | undefined): void {
  useEffect(() => {
    if (count) announce(count === 1 ? '1 saved reply' : `${count} saved replies`)
  }, [count])
}
