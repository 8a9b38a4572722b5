import { expect, type Locator, type Page } from '@playwright/test'

/** The chat page in the words that people see and hear. */
export class ChatPage {
  readonly page: Page
  readonly onlineUsers: Locator
  readonly chats: Locator
  readonly composer: Locator
  readonly send: Locator
  readonly messages: Locator

  constructor(page: Page) {
    this.page = page
    this.onlineUsers = page.getByRole('complementary', { name: 'Online Users' })
    this.chats = page.getByRole('navigation', { name: 'Chats' })
    this.composer = page.getByRole('form', { name: /^Message / }).getByRole('textbox')
    this.send = page.getByRole('form', { name: /^Message / }).getByRole('button', { name: /^Send/ })
    this.messages = page.getByRole('log', { name: /^Messages/ }).getByRole('article')
  }

  /** The connection as the chip says it. */
  async hasStatus(word: string, timeout = 15_000): Promise<void> {
    await expect(this.status()).toHaveText(`Status: ${word}`, { timeout })
  }

  status(): Locator {
    return this.onlineUsers.getByRole('status').filter({ hasText: 'Status: ' })
  }

  /** Everything the chip says from now on. */
  async watchStatus(): Promise<string[]> {
    const words: string[] = []
    await this.page.exposeFunction('hearStatus', (word: string) => words.push(word))
    await this.status().evaluate((chip) => {
      const { hearStatus } = window as unknown as { hearStatus(word: string | null): void }
      const observer = new MutationObserver(() => hearStatus(chip.textContent))
      observer.observe(chip, { subtree: true, childList: true, characterData: true })
    })
    return words
  }

  person(name: string): Locator {
    return this.onlineUsers.getByRole('button', { name: new RegExp(`^${name}\\b`) })
  }

  /** Opens the conversation with somebody who is online. */
  async talkTo(name: string): Promise<void> {
    await this.person(name).click()
    await expect(this.page.getByRole('form', { name: `Message ${name}` })).toBeVisible()
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text })
  }

  /** The texts of the open conversation that carry a number, in the order of the screen. */
  async numbered(pattern: RegExp): Promise<string[]> {
    const all = await this.messages.allInnerTexts()
    return all.flatMap((text) => text.match(pattern)?.[0] ?? [])
  }

  /** The menu of a message, opened as with a mouse. */
  async openMenu(text: string): Promise<void> {
    await this.message(text).hover()
    await this.message(text).getByRole('button', { name: 'Message menu' }).click()
  }

  /** One thing of a menu that is open. */
  menuItem(name: string): Locator {
    return this.page.getByRole('menuitem', { name })
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name })
  }

  toast(text: string): Locator {
    return this.page.getByRole('region', { name: 'Notifications' }).getByText(text)
  }

  conversation(name: string): Locator {
    return this.chats.getByRole('link', { name: new RegExp(`^${name}\\b`) })
  }
}
