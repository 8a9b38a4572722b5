import { expect } from '@playwright/test'
import type { ChatPage } from '../support/chatPage'
import type { Journey, Look } from './journey'
import { conversing, group, prepared } from './scenes'

/** What people do to conversations and messages, and other ways to look at the page. */
export const changing: Journey[] = [
  {
    name: 'making, muting and leaving groups',
    walk: async ({ parley, open }, look) => {
      await prepared(parley)
      await group(parley)
      await parley.online('ben')
      const chat = await open('ada')
      await chat.conversation('Support rota').click()
      await conversationMenu(chat, look)
      await newConversation(chat, look)
    },
  },
  {
    name: 'editing and deleting messages',
    walk: async (world, look) => ownMessage(await conversing(world), look),
  },
  {
    name: 'a page from right to left, and where its focus is',
    walk: async (world, look) => {
      const chat = await conversing(world)
      await mirrored(chat, look)
      await focused(chat, look)
    },
  },
]

async function conversationMenu({ page, chats }: ChatPage, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'Conversation menu' }).click()
  await page.getByRole('menuitem', { name: 'Leave group' }).waitFor()
  await look('conversation menu', page)
  await page.getByRole('menuitem', { name: 'Mute' }).click()
  await chats.getByRole('link', { name: /muted/ }).waitFor()
  await page.getByRole('button', { name: 'Conversation menu' }).click()
  await page.getByRole('menuitem', { name: 'Leave group' }).click()
  await page.getByRole('dialog', { name: 'Leave Support rota?' }).waitFor()
  await look('leaving a group, muted', page)
  await page.keyboard.press('Escape')
}

async function newConversation({ page }: ChatPage, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click()
  const dialog = page.getByRole('dialog', { name: 'New conversation' })
  await dialog.getByRole('checkbox', { name: /^Ben/ }).check()
  await dialog.getByRole('checkbox', { name: /^Chloe/ }).check()
  await dialog.getByRole('button', { name: 'Create group' }).click()
  await dialog.getByText('Give the group a name.').waitFor()
  await look('new conversation', page)
  await dialog.getByRole('searchbox').fill('nobody of that name')
  await dialog.getByText('Nobody called').waitFor()
  await look('new conversation with nobody', page)
  await page.keyboard.press('Escape')
}

async function ownMessage(chat: ChatPage, look: Look): Promise<void> {
  await chat.write('This one will be edited')
  await chat.write('And this one deleted')
  await chat.page
    .getByText('Delivered', { exact: true })
    .or(chat.page.getByText(/^Sent/))
    .last()
    .waitFor()
  await chat.openMenu('This one will')
  await chat.menuItem('Delete').waitFor()
  await look('message menu', chat.page)
  await chat.menuItem('Edit').click()
  await chat.page.getByText('Editing', { exact: true }).waitFor()
  await look('editing a message', chat.page)
  await chat.write('This one was edited')
  await expect(chat.message('This one was')).toContainText('edited')
  await chat.openMenu('And this one')
  await chat.menuItem('Delete').click()
  await chat.dialog('Delete this message?').waitFor()
  await look('deleting a message', chat.page)
  await chat.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(chat.message('Message deleted')).toHaveCount(1)
  await look('edited and deleted messages', chat.page)
}

async function mirrored(chat: ChatPage, look: Look): Promise<void> {
  const { page } = chat
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  const [list, people] = [await chat.chats.boundingBox(), await chat.onlineUsers.boundingBox()]
  expect(list?.x).toBeGreaterThan(people?.x ?? 0)
  await look('S23 from right to left', page)
  await page.getByRole('button', { name: 'Conversation menu' }).click()
  await look('S23 a menu from right to left', page)
  await page.keyboard.press('Escape')
  await page.evaluate(() => document.documentElement.removeAttribute('dir'))
}

/** Every ring is a picture; the states behind them are looked at elsewhere. */
async function focused({ page, chats, composer, send, onlineUsers }: ChatPage, look: Look) {
  await composer.fill('about to be sent')
  const places = {
    row: chats.getByRole('link', { name: /^Chloe/ }),
    message: page.getByRole('log'),
    send,
    person: onlineUsers.getByRole('button', { name: /^Ben, online/ }),
  }
  await page.keyboard.press('Tab')
  for (const [name, place] of Object.entries(places)) {
    await place.focus()
    await page.screenshot({ path: `test-results/pictures/S24-focus-on-${name}.png` })
  }
  await page.emulateMedia({ forcedColors: 'active' })
  await page.screenshot({ path: 'test-results/pictures/X01-forced-colors.png' })
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more' })
  await look('X01 more contrast', page)
}
