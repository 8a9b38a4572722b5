import { expect, type Page } from '@playwright/test'
import type { Journey } from './journey'

/** Pages that need nobody signed in. */
export const publicPages: Journey = {
  name: 'pages for everybody',
  walk: async ({ page }, look) => {
    for (const [name, path] of Object.entries(PATHS)) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await look(name, page)
    }
    await refusedLogIn(page)
    await look('L02 log in refused', page)
    await refusedSignUp(page)
    await look('L02 sign up with errors', page)
  },
}

const PATHS = {
  'L01 landing': '/',
  'L02 log in': '/login',
  'L02 sign up': '/signup',
  'forgotten password': '/password/forgot',
  'new password': '/password/reset?token=nonsense',
  'nothing at this address': '/nowhere',
}

async function refusedLogIn(page: Page): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('not this password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor()
}

async function refusedSignUp(page: Page): Promise<void> {
  await page.goto('/signup')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
}
