import { expect, type Locator, type Page } from '@playwright/test'
import type { DemoName } from '../../app/support/people'
import { PICTURE_TIME } from './crowd'

/** The admins' page in the words that people see and hear. */
export class AdminPage {
  readonly page: Page
  readonly table: Locator
  readonly rows: Locator
  readonly search: Locator
  readonly drawer: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('region', { name: /^Online Users, / })
    this.rows = this.table.locator('[data-row]')
    this.search = page.getByRole('searchbox', { name: 'Search online users' })
    this.drawer = page.getByRole('complementary')
  }

  /** Opens the page at the time that pictures show. */
  async open(address = '/admin', as: DemoName = 'ada'): Promise<void> {
    await this.page.clock.install({ time: PICTURE_TIME })
    await this.page.goto(`${address}${address.includes('?') ? '&' : '?'}as=${as}`)
    await this.hasStatus('Real-time')
  }

  async hasStatus(word: string, timeout = 15_000): Promise<void> {
    const chip = this.page.getByRole('status').filter({ hasText: 'Status: ' })
    await expect(chip).toHaveText(`Status: ${word}`, { timeout })
  }

  async hasRows(count: number): Promise<void> {
    const words = `Online Users, ${count} ${count === 1 ? 'row' : 'rows'}`
    await expect(this.page.getByRole('region', { name: words, exact: true })).toBeVisible()
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name })
  }

  link(name: string): Locator {
    return this.table.getByRole('link', { name })
  }

  head(name: string): Locator {
    return this.table.getByRole('columnheader', { name })
  }

  segment(name: string): Locator {
    const segments = this.page.getByRole('group', { name: 'Segment' })
    return segments.getByText(new RegExp(`^${name}\\s*\\d`))
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** The names in the order of the screen. */
  names(): Promise<string[]> {
    return this.rows.getByRole('link').allInnerTexts()
  }
}
