import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

const showAfterMs = 500
/** Time to move the pointer from the anchor onto the tip. */
const hideAfterMs = 120

// One tip at a time, also when focus has one and the pointer asks for another.
let hideOther: (() => void) | undefined

/**
 * Whether the tip of what is inside `anchor` is to be seen: pointed at or focused for half a
 * second, not touched, not pressed, until Esc. `hold` keeps it while the pointer is on the tip.
 */
export function useTooltipShown(anchor: RefObject<HTMLElement | null>) {
  const [shown, setShown] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = useCallback((to: boolean, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setShown(to), afterMs)
  }, [])
  useEffect(() => {
    if (!anchor.current) return
    const stop = followAnchor(anchor.current, change)
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [anchor, change])
  useEffect(() => {
    if (!shown) return
    const hide = () => setShown(false)
    hideOther?.()
    hideOther = hide
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && change(false, 0)
    document.addEventListener('keydown', leave)
    return () => {
      document.removeEventListener('keydown', leave)
      if (hideOther === hide) hideOther = undefined
    }
  }, [shown, change])
  const hold = useCallback(() => change(true, 0), [change])
  const release = useCallback(() => change(false, hideAfterMs), [change])
  return { shown, hold, release }
}

function followAnchor(anchor: HTMLElement, change: (to: boolean, afterMs: number) => void) {
  const ends = new AbortController()
  const { signal } = ends
  const crosses = (event: MouseEvent) => !anchor.contains(event.relatedTarget as Node | null)
  anchor.addEventListener(
    'pointerover',
    (event) => event.pointerType !== 'touch' && crosses(event) && change(true, showAfterMs),
    { signal },
  )
  anchor.addEventListener('pointerout', (event) => crosses(event) && change(false, hideAfterMs), {
    signal,
  })
  anchor.addEventListener(
    'focusin',
    ({ target }) => (target as Element).matches(':focus-visible') && change(true, showAfterMs),
    { signal },
  )
  for (const type of ['pointerdown', 'click', 'focusout'])
    anchor.addEventListener(type, () => change(false, 0), { signal })
  return () => ends.abort()
}
