import { readFileSync } from 'node:fs'
import { clampChroma, formatHex, parse, wcagContrast } from 'culori'
import { describe, expect, test } from 'vitest'

type Theme = 'light' | 'dark'

interface Pair {
  theme: Theme
  token: string
  hex: string
  worst: number
  on: string
  least: number
}

const css = readFileSync('src/app/tokens.css', 'utf8')
const pairs = pairsOf(readFileSync('src/app/contrast.txt', 'utf8'))
const grounds = ['canvas', 'surface', 'panel', 'raised', 'hover', 'active', 'selected', 'sunken']
const texts = ['fg', 'fg-muted', 'fg-subtle', 'accent-fg', 'danger-fg', 'online-fg', 'away-fg']

describe('UI-1 the colours of tokens.css', () => {
  test('are all there: 34 tokens in each theme', () => {
    expect(pairs.filter(({ theme }) => theme === 'light')).toHaveLength(34)
    expect(pairs.filter(({ theme }) => theme === 'dark')).toHaveLength(34)
  })

  test.each(pairs)('UI-1 $theme $token on $on keeps $worst, above $least', (pair) => {
    const { theme, token, on, worst, least, hex } = pair
    expect(shown(token, theme)).toBe(hex)
    expect(contrast(token, on, theme)).toBeCloseTo(worst, 1)
    expect(contrast(token, on, theme)).toBeGreaterThanOrEqual(least)
  })

  const everywhere = (['light', 'dark'] as const).flatMap((theme) =>
    texts.flatMap((token) => grounds.map((on) => ({ theme, token, on }))),
  )

  test.each(everywhere)('UI-1 $theme $token is readable on $on', ({ theme, token, on }) => {
    expect(contrast(token, on, theme)).toBeGreaterThanOrEqual(4.5)
  })
})

function pairsOf(list: string): Pair[] {
  const line = /^(\S+)\s+(#\S+) worst (\S+) on (\S+) \(min (\S+)\)$/
  let theme: Theme = 'light'
  const found: Pair[] = []
  for (const text of list.split('\n')) {
    if (text === 'light' || text === 'dark') theme = text
    const [, token, hex, worst, on, least] = line.exec(text) ?? []
    if (!token || !hex || !on) continue
    found.push({ theme, token, hex, on, worst: Number(worst), least: Number(least) })
  }
  return found
}

function contrast(token: string, on: string, theme: Theme): number {
  return wcagContrast(shown(token, theme), shown(on, theme))
}

/** As a screen shows it: eight bits for each of red, green and blue. */
function shown(token: string, theme: Theme): string {
  return formatHex(colour(token, theme))
}

function colour(token: string, theme: Theme) {
  const value = new RegExp(`^\\s*--${token}: (.+);$`, 'm').exec(css)?.[1]
  if (!value) throw new Error(`tokens.css has no --${token}`)
  const both = /^light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)$/.exec(value)
  const found = parse(both?.[theme === 'light' ? 1 : 2] ?? value)
  if (!found) throw new Error(`--${token} is not a colour: ${value}`)
  return clampChroma(found, 'oklch')
}
