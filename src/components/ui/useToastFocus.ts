import { type RefObject, useEffect } from 'react'

/** F8 moves focus to the newest toast's first control. */
export function useToastFocus(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return
      const first = region.current?.querySelector<HTMLElement>('[data-toast] button')
      if (!first) return
      event.preventDefault()
      first.focus()
    }
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [region])
}
