const EVERY_MS = 3000

export interface TypingSignal {
  /** The text changed by hand. */
  typed(conversationId: string, text: string): void
  /** Sent, cleared, or the field was left. */
  stop(): void
}

/** Says "is typing" at most every 3 s while there is text, and says when it is over. */
export function createTypingSignal(
  setTyping: (conversationId: string, isTyping: boolean) => void,
  now: () => number = Date.now,
): TypingSignal {
  let said: { conversationId: string; at: number } | undefined

  function stop(): void {
    if (said) setTyping(said.conversationId, false)
    said = undefined
  }

  return {
    stop,
    typed(conversationId, text) {
      if (text.trim() === '' || (said && said.conversationId !== conversationId)) stop()
      if (text.trim() === '' || (said && now() - said.at < EVERY_MS)) return
      said = { conversationId, at: now() }
      setTyping(conversationId, true)
    },
  }
}
