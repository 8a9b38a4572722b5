import { expect, type Page } from '@playwright/test'
import type { PageState } from './pageState'

/** Pages that need nobody signed in. */
export const publicStates: PageState[] = [
  { name: 'landing', show: ({ page }) => at(page, '/') },
  { name: 'log in', show: ({ page }) => at(page, '/login') },
  { name: 'sign up', show: ({ page }) => at(page, '/signup') },
  { name: 'forgotten password', show: ({ page }) => at(page, '/password/forgot') },
  { name: 'new password', show: ({ page }) => at(page, '/password/reset?token=nonsense') },
  { name: 'nothing at this address', show: ({ page }) => at(page, '/nowhere') },
  {
    name: 'log in refused',
    show: async ({ page }) => {
      await at(page, '/login')
      await page.getByLabel('E-mail').fill('ada@example.com')
      await page.getByLabel('Password', { exact: true }).fill('not this password')
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor()
      return page
    },
  },
  {
    name: 'sign up with errors',
    show: async ({ page }) => {
      await at(page, '/signup')
      await page.getByRole('button', { name: 'Sign up' }).click()
      await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
      return page
    },
  },
]

async function at(page: Page, path: string): Promise<Page> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
