import { expect, test } from './support/parley'

test.describe('with a password', () => {
  test.use({ server: 'own' })

  test('everything from logging in to answering is done without a mouse', async ({
    page,
    open,
    parley,
  }) => {
    const ben = await open('ben')
    const { keyboard } = page
    await page.goto(`${parley.url}/login`)
    await page.getByLabel('E-mail').focus()
    await keyboard.type('ada@example.com')
    await keyboard.press('Tab')
    await keyboard.type('demo-demo-demo')
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/chat/)
    await expect(page.getByText('Status: Real-time')).toBeVisible()

    await keyboard.press('ControlOrMeta+k')
    const jump = page.getByRole('combobox')
    await expect(jump).toBeFocused()
    await keyboard.type('Ben')
    await expect(page.getByRole('option', { name: /Ben/ }).first()).toBeVisible()
    await keyboard.press('Enter')
    const field = page.getByRole('form', { name: 'Message Ben' }).getByRole('textbox')
    await expect(field).toBeFocused()
    await keyboard.type('written without a mouse')
    await keyboard.press('Enter')
    await expect(
      page.getByRole('article').filter({ hasText: 'written without a mouse' }),
    ).toHaveCount(1)
    await expect(field).toBeFocused()

    await ben.conversation('Ada').click()
    await expect(ben.message('written without a mouse')).toHaveCount(1)
  })
})

test('Alt and the arrows walk through the conversations', async ({ open, parley }) => {
  const chat = await open('ada')
  for (const name of ['ben', 'chloe'] as const) await parley.online(name)
  await chat.talkTo('Ben')
  await chat.write('Hello Ben')
  await chat.talkTo('Chloe')
  await chat.write('Hello Chloe')
  await expect(chat.conversation('Chloe')).toHaveAttribute('aria-current', 'page')
  await chat.page.keyboard.press('Alt+ArrowDown')
  await expect(chat.conversation('Ben')).toHaveAttribute('aria-current', 'page')
  await chat.page.keyboard.press('Alt+ArrowUp')
  await expect(chat.conversation('Chloe')).toHaveAttribute('aria-current', 'page')
})

test('the first Tab offers to skip to the messages', async ({ open }) => {
  const chat = await open('ada')
  await chat.page.locator('body').press('Tab')
  await expect(chat.page.getByRole('link', { name: 'Skip to messages' })).toBeFocused()
})
