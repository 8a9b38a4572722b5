'use client'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './Kbd'
import { type Side, tooltipPlace } from './tooltipPlace'
import { useTooltipShown } from './useTooltipShown'

interface TooltipProps {
  /** What the control is called: for the eyes only, its accessible name says the same. */
  text: ReactNode
  /** As for `Kbd`: `['mod', 'K']`. */
  shortcut?: readonly string[] | undefined
  side?: Side | undefined
  /** One element that takes focus. */
  children: ReactNode
}

export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  const { shown, hold, release } = useTooltipShown(anchor)
  return (
    <>
      <span ref={anchor} className="contents">
        {children}
      </span>
      {shown && (
        <Tip anchor={anchor} side={side} hold={hold} release={release}>
          {text}
          {shortcut && <Kbd keys={shortcut} />}
        </Tip>
      )}
    </>
  )
}

interface TipProps {
  anchor: RefObject<HTMLElement | null>
  side: Side
  hold(): void
  release(): void
  children: ReactNode
}

function Tip({ anchor, side, hold, release, children }: TipProps) {
  const tip = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number }>()
  useLayoutEffect(() => {
    const around = anchor.current?.firstElementChild?.getBoundingClientRect()
    const own = tip.current?.getBoundingClientRect()
    const room = { width: window.innerWidth, height: window.innerHeight }
    if (around && own) setPlace(tooltipPlace(around, own, side, room))
  }, [anchor, side])
  return createPortal(
    <div
      ref={tip}
      aria-hidden
      data-tooltip
      onPointerEnter={hold}
      onPointerLeave={release}
      className={look}
      style={place ?? { visibility: 'hidden' }}
    >
      {children}
    </div>,
    document.body,
  )
}

const look =
  'fixed top-0 left-0 z-60 flex w-max max-w-70 animate-fade items-center gap-2 rounded-md border border-border bg-raised px-2 py-1 text-fg text-xs shadow-2'
