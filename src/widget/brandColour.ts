/** The website's colour, made readable: pure functions. */

const white = '#ffffff'
const ink = '#151922'
const readable = 4.5
const step = 0.04

/**
 * Text for a fill: white or ink, whichever stands out more. Where neither is readable, the fill is
 * made darker for white and lighter for ink, a little at a time, until it is.
 */
export function brandOf(color: string): { fill: string; text: string } {
  const text = contrast(color, white) >= contrast(color, ink) ? white : ink
  let fill = color
  for (let steps = 0; contrast(fill, text) < readable && steps < 50; steps += 1)
    fill = moved(fill, text === ink)
  return { fill, text }
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

type Triple = [number, number, number]

function luminance(color: string): number {
  const [r, g, b] = linearOf(color)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function linearOf(color: string): Triple {
  const long = color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(long.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as Triple
}

/** A step, of the light that it gives: towards white, or towards black, where the hue stays. */
function moved(color: string, isLighter: boolean): string {
  const parts = linearOf(color).map((part) => {
    const linear = isLighter ? part + (1 - part) * step : part * (1 - step)
    const shown = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055
    return Math.round(shown * 255)
  })
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
