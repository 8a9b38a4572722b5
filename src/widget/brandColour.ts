/** The website's colour, made readable: pure functions. */

const white = '#ffffff'
const ink = '#151922'
const readable = 4.5
const step = 0.02

/**
 * Text for a fill: white or ink, whichever stands out more. Where neither is readable, the fill is
 * made darker for white and lighter for ink, a little at a time, until it is.
 */
export function brandOf(color: string): { fill: string; text: string } {
  const text = contrast(color, white) >= contrast(color, ink) ? white : ink
  let fill = color
  for (let steps = 0; contrast(fill, text) < readable && steps < 50; steps += 1)
    fill = lighter(fill, text === white ? -step : step)
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

function hexOf(linear: Triple): string {
  const parts = linear.map((part) => {
    const shown = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055
    return Math.round(Math.min(1, Math.max(0, shown)) * 255)
  })
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** In Oklab, whose lightness is that of the eye; hue and chroma stay. */
function lighter(color: string, by: number): string {
  const [r, g, b] = linearOf(color)
  const [l, m, s] = [
    Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) + by,
    Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) + by,
    Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) + by,
  ].map((root) => Math.max(0, root) ** 3) as Triple
  return hexOf([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ])
}
