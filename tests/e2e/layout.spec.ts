import { expect, test } from './support/parley'

const PHONE = { width: 390, height: 844 }

test('on a phone one pane is shown at a time, and the way back leads to the list', async ({
  browser,
  parley,
}) => {
  await parley.online('ben')
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await parley.visit(page, '/chat', 'ada')
  const tabs = page.getByRole('navigation', { name: 'Main' })
  await tabs.getByRole('link', { name: /Online/ }).click()
  await page.getByRole('button', { name: /^Ben\b/ }).click()

  const form = page.getByRole('form', { name: 'Message Ben' })
  await form.getByRole('textbox').fill('from my phone')
  await form.getByRole('button', { name: /^Send/ }).click()
  await expect(page.getByRole('article').filter({ hasText: 'from my phone' })).toHaveCount(1)
  await expect(tabs).toBeHidden()
  await expect(page.getByRole('navigation', { name: 'Chats' })).toBeHidden()

  await page
    .getByRole('link', { name: /back/i })
    .or(page.getByRole('button', { name: /back/i }))
    .click()
  await expect(
    page.getByRole('navigation', { name: 'Chats' }).getByRole('link', { name: /^Ben/ }),
  ).toBeVisible()
  await expect(tabs).toBeVisible()
  await context.close()
})

test('with the keyboard open on a phone the field is still on the screen', async ({
  openWithBen,
}) => {
  const chat = await openWithBen()
  await chat.page.setViewportSize({ width: 390, height: 460 })
  await expect(chat.composer).toBeInViewport({ ratio: 1 })
  await expect(chat.send).toBeInViewport({ ratio: 1 })
})

test('UI-116 from right to left everything has its mirrored place', async ({ openWithBen }) => {
  const chat = await openWithBen()
  await chat.write('hello from the other side')
  await expect(chat.message('hello')).toHaveCount(1)
  const { page } = chat
  const parts = {
    rail: page.getByRole('navigation', { name: 'Main' }),
    list: chat.chats,
    row: chat.conversation('Ben'),
    people: chat.onlineUsers,
    composer: page.getByRole('form', { name: 'Message Ben' }),
    send: chat.send,
    menu: page.getByRole('button', { name: 'Conversation menu' }),
    collapse: page.getByRole('button', { name: 'Collapse Online Users' }),
    bubble: chat.message('hello').getByText('hello'),
  }
  const edges = async () => {
    const boxes = Object.entries(parts).map(async ([name, part]) => {
      const box = await part.boundingBox()
      return [name, { start: box?.x ?? 0, end: WIDTH - (box?.x ?? 0) - (box?.width ?? 0) }] as const
    })
    return Object.fromEntries(await Promise.all(boxes))
  }
  const before = await edges()
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  const after = await edges()
  for (const [name, { start, end }] of Object.entries(before)) {
    expect(after[name]?.end, name).toBeCloseTo(start, 0)
    expect(after[name]?.start, name).toBeCloseTo(end, 0)
  }
})

const WIDTH = 1440
