export type Side = 'top' | 'right' | 'bottom' | 'left'

interface Box {
  left: number
  top: number
  width: number
  height: number
}

const gap = 6
const margin = 8

/**
 * Where a tip goes: beside its anchor on the side asked for, on the other where there is no room,
 * and always inside the window. All in pixels of the window.
 */
export function tooltipPlace(
  anchor: Box,
  tip: { width: number; height: number },
  side: Side,
  room: { width: number; height: number },
): { left: number; top: number } {
  const wanted = beside(anchor, tip, side)
  const place = fits(wanted, tip, side, room) ? wanted : beside(anchor, tip, opposite[side])
  return {
    left: within(place.left, room.width - tip.width),
    top: within(place.top, room.height - tip.height),
  }
}

function beside(anchor: Box, tip: { width: number; height: number }, side: Side) {
  const middle = anchor.left + (anchor.width - tip.width) / 2
  const centre = anchor.top + (anchor.height - tip.height) / 2
  if (side === 'top') return { left: middle, top: anchor.top - tip.height - gap }
  if (side === 'bottom') return { left: middle, top: anchor.top + anchor.height + gap }
  if (side === 'left') return { left: anchor.left - tip.width - gap, top: centre }
  return { left: anchor.left + anchor.width + gap, top: centre }
}

function fits(
  place: { left: number; top: number },
  tip: { width: number; height: number },
  side: Side,
  room: { width: number; height: number },
): boolean {
  if (side === 'top' || side === 'bottom')
    return place.top >= 0 && place.top + tip.height <= room.height
  return place.left >= 0 && place.left + tip.width <= room.width
}

function within(start: number, most: number): number {
  return Math.max(margin, Math.min(start, most - margin))
}

const opposite: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }
