import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { chatStates } from './states/chatStates'
import { publicStates } from './states/publicStates'
import { troubledStates } from './states/troubledStates'
import { expect, test } from './support/parley'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SIZES = {
  desktop: { width: 1440, height: 900 },
  laptop: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
}

/** Pictures are compared with nothing: a person looks at them, in test-results/pictures. */
for (const { name, show } of [...publicStates, ...chatStates, ...troubledStates]) {
  test(`${name}: axe finds nothing in either theme, and nothing scrolls sideways at any size`, async ({
    parley,
    page,
    context,
    network,
    open,
  }) => {
    const shown = await show({ parley, page, context, network, open })
    await shown.emulateMedia({ reducedMotion: 'reduce' })
    for (const theme of ['light', 'dark']) {
      await wear(shown, theme)
      expect.soft(await findings(shown), theme).toEqual([])
      for (const [size, viewport] of Object.entries(SIZES)) {
        await shown.setViewportSize(viewport)
        expect.soft(await overflow(shown), size).toBeLessThanOrEqual(0)
        const file = `${name.replaceAll(/[ ,.]+/g, '-')}-${size}-${theme}.png`
        await shown.screenshot({ path: `test-results/pictures/${file}` })
      }
      await shown.setViewportSize(SIZES.desktop)
    }
  })
}

test('axe and the measure of width see what is wrong', async ({ page }) => {
  await page.goto('/login')
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<input style="width: 3000px">')
  })
  expect(await findings(page)).toContainEqual(expect.stringContaining('label'))
  expect(await overflow(page)).toBeGreaterThan(0)
})

function wear(page: Page, theme: string): Promise<void> {
  return page.evaluate((it) => {
    document.documentElement.classList.toggle('dark', it === 'dark')
  }, theme)
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  )
}

/** How much wider the document is than the window, in pixels. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}
