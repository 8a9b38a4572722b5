import type { Clock } from '@/lib/client/clock'

interface Said {
  isTyping: boolean
  preview?: string
}

export interface PreviewSignal {
  /** The text changed by hand. */
  typed(text: string): void
  /** Sent, cleared, or the field was left. */
  stop(): void
}

const everyMs = 800
/** As much as admins are shown. */
const shownLength = 200

/** Says what is being written while it is: at most every 0.8 s, and always how it ends. */
export function createPreviewSignal(tell: (said: Said) => void, clock: Clock): PreviewSignal {
  let text = ''
  let told = ''
  let endWaiting: (() => void) | undefined

  function stop(): void {
    endWaiting?.()
    endWaiting = undefined
    if (told !== '') tell({ isTyping: false })
    told = ''
  }

  function say(): void {
    endWaiting = undefined
    if (text === told) return
    told = text
    tell({ isTyping: true, preview: text.slice(-shownLength) })
    endWaiting = clock.after(everyMs, say)
  }

  return {
    stop,
    typed(now) {
      text = now
      if (now.trim() === '') stop()
      else if (!endWaiting) say()
    },
  }
}
