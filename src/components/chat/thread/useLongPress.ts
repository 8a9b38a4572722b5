import { type PointerEvent, type TouchEvent, useEffect, useMemo } from 'react'

const HELD_MS = 500
const STILL_PX = 10

/** A finger that rests on a message opens its menu, where there is nothing to hover with. */
export function useLongPress() {
  const press = useMemo(createLongPress, [])
  useEffect(() => press.cancel, [press])
  return press.handlers
}

function createLongPress() {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let isHeld = false
  const cancel = () => clearTimeout(timer)
  return {
    cancel,
    handlers: {
      onPointerDown({
        pointerType,
        currentTarget,
        clientX: x,
        clientY: y,
      }: PointerEvent<HTMLElement>) {
        if (pointerType !== 'touch') return
        from = { x, y }
        isHeld = false
        timer = setTimeout(() => {
          isHeld = true
          openMenu(currentTarget)
        }, HELD_MS)
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) cancel()
      },
      // The click that would follow closes what the finger has opened.
      onTouchEnd(event: TouchEvent) {
        if (isHeld) event.preventDefault()
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
    },
  }
}

// A menu that is loaded opens by the pointer, one that is not by the click; the key opens both.
function openMenu(bubble: HTMLElement): void {
  const button = bubble.querySelector<HTMLElement>('[aria-haspopup="menu"]')
  const key = { key: 'Enter', bubbles: true, cancelable: true }
  if (button?.dispatchEvent(new KeyboardEvent('keydown', key))) button.click()
}
