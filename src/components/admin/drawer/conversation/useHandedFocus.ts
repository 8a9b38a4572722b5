import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useChat } from '@/components/chat/state/ChatProvider'
import { hasTouchKeyboard } from '@/components/ui/hasTouchKeyboard'

/**
 * For a button that goes with what it does: the message field takes its focus, where that brings
 * no keyboard over the page.
 */
export function useHandedFocus(): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  const { composer } = useChat()
  useLayoutEffect(() => {
    const drawn = button.current
    return () => {
      const isLost = drawn !== null && document.activeElement === drawn
      if (isLost && !hasTouchKeyboard()) composer.focusEnd()
    }
  }, [composer])
  return button
}
