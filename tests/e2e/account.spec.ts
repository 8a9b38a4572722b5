import { expect, test } from './support/parley'

test.use({ server: 'shared' })

test('the landing page opens the chat as two people in two tabs', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('See who is here.')
  const [adaTab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: /^Ada/ }).click(),
  ])
  const [benTab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: /^Ben/ }).click(),
  ])
  await expect(adaTab.getByRole('button', { name: /^Ben\b/ })).toBeVisible({ timeout: 15_000 })
  await expect(benTab.getByRole('button', { name: /^Ada\b/ })).toBeVisible()
  expect(complaints).toEqual([])
})

test('somebody signs up, logs out, is refused with a wrong password and logs in', async ({
  page,
}) => {
  const email = `dana-${crypto.randomUUID()}@example.com`
  await page.goto('/signup')
  await page.getByLabel('Name').fill('Dana')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page).toHaveURL(/\/chat/)
  await expect(page.getByText('Status: Real-time')).toBeVisible({ timeout: 15_000 })

  await page.getByRole('button', { name: /^Dana.*menu/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/chat'))
  await page.goto('/chat')
  await expect(page).toHaveURL(/\/login\?next=/)

  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('not this password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(
    page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' }),
  ).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(/\/chat/)
})

test('a form says what is wrong at the field and goes there', async ({ page }) => {
  await page.goto('/signup')
  await page.getByRole('button', { name: 'Sign up' }).click()
  const name = page.getByLabel('Name')
  await expect(name).toBeFocused()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
})

test('next leads only to pages of our own', async ({ page, parley }) => {
  await page.goto('/login?next=https://evil.example/')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('demo-demo-demo')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('Status: Real-time')).toBeVisible({ timeout: 15_000 })
  expect(page.url().startsWith(parley.url)).toBe(true)
})

test.describe('in a team', () => {
  test.use({ server: 'team' })

  test('ending a sign-in elsewhere ends the chat there with a dialog, and keeps the draft', async ({
    open,
    parley,
  }) => {
    const chat = await open('ada')
    await parley.online('ben')
    await chat.talkTo('Ben')
    await chat.composer.fill('not yet sent')
    const session = await chat.page.evaluate(() => sessionStorage.getItem('parley.tab-session'))
    await parley.signOut(session ?? '')
    const dialog = chat.page.getByRole('dialog', { name: 'Your session has ended' })
    await expect(dialog).toBeVisible({ timeout: 15_000 })
    await expect(
      dialog
        .getByRole('button', { name: 'Log in' })
        .or(dialog.getByRole('link', { name: 'Log in' })),
    ).toBeVisible()
  })
})
