import { adminScenes } from './states/adminScenes'
import { changing } from './states/changing'
import { chatting } from './states/chatting'
import type { Journey } from './states/journey'
import { publicPages } from './states/publicPages'
import { trouble } from './states/trouble'
import { findings, inspect, OF_COLOURS, overflow } from './support/inspect'
import { expect, test } from './support/parley'

for (const journey of [...chatting, ...changing, ...trouble]) lookAt(journey)

test.describe('where nothing is stored', () => {
  test.use({ server: 'shared' })

  for (const journey of [publicPages, ...adminScenes]) lookAt(journey)

  test('axe and the measure of width see what is wrong', async ({ page }) => {
    await page.goto('/login')
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<input style="width: 3000px">')
    })
    expect(await findings(page)).toContainEqual(expect.stringContaining('label'))
    expect(await overflow(page)).toBeGreaterThan(0)
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p style="color: #777; background: #888">Too pale</p>',
      )
    })
    const pale = expect.stringContaining('color-contrast')
    expect(await findings(page, OF_COLOURS)).toContainEqual(pale)
  })
})

function lookAt({ name, walk }: Journey): void {
  test(`${name}: axe finds nothing in either theme, and nothing scrolls sideways`, async ({
    parley,
    page,
    context,
    network,
    open,
  }) => {
    test.slow()
    await walk({ parley, page, context, network, open }, (state, shown) =>
      test.step(state, () => inspect(state, shown)),
    )
  })
}
