import { expect, type Frame, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The other theme is the same page in other colours: what it is made of was looked at. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block']
const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const NARROW = [320, 1024].map((width) => ({ width, height: 700 }))

/**
 * Looks at a state in both themes and at every width, which no theme changes anything about; with
 * PICTURES=1 it keeps what a person looks at.
 */
export async function inspect(state: string, page: Page): Promise<void> {
  const before = page.viewportSize() ?? DESKTOP
  const other = before.width === PHONE.width ? DESKTOP : PHONE
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const theme of ['light', 'dark']) {
    await wear(page, theme)
    const found = await findings(page, theme === 'light' ? undefined : OF_COLOURS)
    expect.soft(found, `${state}, ${theme}`).toEqual([])
    if (process.env.PICTURES === '1')
      await keepPictures(page, { state, theme, sizes: [other, before] })
  }
  for (const size of [other, ...NARROW, before]) await resize(page, size, state)
  await page.evaluate(() => document.documentElement.classList.remove('dark'))
}

async function resize(page: Page, size: typeof DESKTOP, state: string): Promise<void> {
  await page.setViewportSize(size)
  expect.soft(await overflow(page), `${state}, ${size.width} wide`).toBeLessThanOrEqual(0)
}

interface Pictures {
  state: string
  theme: string
  sizes: (typeof DESKTOP)[]
}

async function keepPictures(page: Page, { state, theme, sizes }: Pictures): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    const name = `${state.replaceAll(/[ ,.]+/g, '-')}-${size.width}-${theme}.png`
    await page.screenshot({ path: `test-results/pictures/${name}` })
  }
}

/**
 * Colours change by transitions, and where motion is reduced an inherited colour takes a frame for
 * every level of the page; what is looked at has come to rest.
 */
function wear(page: Page, theme: string): Promise<void> {
  return page.evaluate(async (it) => {
    const isMoving = ({ effect }: Animation) =>
      effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
    document.documentElement.classList.toggle('dark', it === 'dark')
    for (let still = 0; still < 5; still += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      if (document.getAnimations().some(isMoving)) still = 0
    }
  }, theme)
}

/**
 * Violations alone: describing what it finds right took axe most of the time. The page of a state
 * is looked at often, and is given axe once.
 */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const { violations } = await analyzed(page, {
    resultTypes: ['violations'],
    runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS },
  })
  return inWords(violations)
}

/** The same for what is in the page's frames alone. */
export async function findingsInFrames(page: Page): Promise<string[]> {
  const found = await analyzed(page, { runOnly: { type: 'tag', values: TAGS } })
  const ofFrames = (words: string[]) => words.filter((finding) => /\biframe\b.* /.test(finding))
  expect(ofFrames(inWords(found.passes)), 'axe looks into the frame').not.toEqual([])
  return ofFrames(inWords(found.violations))
}

async function analyzed(page: Page, options: axe.RunOptions): Promise<axe.AxeResults> {
  await Promise.all(page.frames().map(giveAxe))
  return page.evaluate((asked) => window.axe.run(document, asked), options)
}

/** Frames of other origins answer too: it is a test that asks. */
async function giveAxe(frame: Frame): Promise<void> {
  if (await frame.evaluate(() => 'axe' in window)) return
  await frame.evaluate(axe.source)
  await frame.evaluate(() => window.axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] }))
}

function inWords(results: readonly axe.Result[]): string[] {
  return results.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** How much wider the document is than the window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}
