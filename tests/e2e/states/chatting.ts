import { expect } from '@playwright/test'
import type { ChatPage } from '../support/chatPage'
import type { Journey, Look, World } from './journey'
import { conversing, group, prepared, sayMore } from './scenes'

/** The chat as it is when all goes well. */
export const chatting: Journey[] = [
  {
    name: 'somebody alone',
    walk: async ({ open }, look) => {
      const { page } = await open('ada')
      await page.getByText('No conversations yet').waitFor()
      await look('S04 alone, for the first time', page)
    },
  },
  {
    name: 'choosing a conversation',
    walk: async ({ parley, open }, look) => {
      await prepared(parley)
      await group(parley)
      const chat = await open('ada')
      await chat.page.getByText('Pick a conversation').waitFor()
      await look('S03 nothing chosen', chat.page)
      await chat.conversation('Support rota').click()
      await expect(chat.message('I will take the evening shift')).toBeVisible()
      await look('S08 a group of four', chat.page)
    },
  },
  {
    name: 'a conversation and what opens above it',
    walk: async (world, look) => {
      const chat = await conversing(world)
      await look('S01 a conversation', chat.page)
      await pushed(world, chat, look)
      await overlays(chat, look)
      await narrow(chat, look)
      await phone(world, chat, look)
    },
  },
  {
    name: 'a conversation with much in it',
    walk: async (world, look) => {
      const chat = await conversing(world)
      await chat.write('a'.repeat(300))
      await chat.write(`https://example.com/${'very-long-'.repeat(30)}`)
      await chat.write('سأرسل التقرير بعد الاجتماع')
      await expect(chat.message('سأرسل')).toHaveCount(1)
      await look('S06 text that does not want to fit', chat.page)
      await chat.write('Lorem ipsum dolor sit amet. '.repeat(142))
      await chat.page.getByRole('button', { name: 'Show more' }).waitFor()
      for (const emoji of ['👍', '🎉🎉🎉', '👀✅🚀🙌🌍']) await chat.write(emoji)
      await expect(chat.message('👀')).toHaveCount(1)
      await look('S07 emoji, and a message of 4,000 characters', chat.page)
      await chat.page.getByRole('log').hover()
      await chat.page.mouse.wheel(0, -900)
      await sayMore(world.parley, ['Did you see this?', 'And this?'])
      await chat.page.getByRole('button', { name: '2 new messages' }).waitFor()
      await look('S12 new messages below', chat.page)
    },
  },
  {
    name: 'much that is unread',
    walk: async ({ parley, open }, look) => {
      await prepared(parley)
      const chat = await open('ada')
      const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1} of the night`)
      await sayMore(parley, lines)
      await chat.conversation('Ben').click()
      await expect(chat.message('line 1 of the night')).toBeVisible()
      await look('S12 the divider', chat.page)
      await chat.page.getByRole('log').hover()
      await chat.page.mouse.wheel(0, 700)
      await chat.page.getByText('43 new since').waitFor()
      await look('S13 the divider is above', chat.page)
    },
  },
]

async function overlays({ page }: ChatPage, look: Look): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('b')
  await page.getByRole('option').first().waitFor()
  await look('S19 jump', page)
  await page.getByRole('combobox').fill('nobody of that name')
  await expect(page.getByRole('option')).toHaveCount(0)
  await look('S19 jump to nobody', page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+/')
  await page.getByRole('dialog').waitFor()
  await look('shortcuts', page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Ada.*menu/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor()
  await look('own menu', page)
  await page.keyboard.press('Escape')
}

/** An alert over the page, a toast, and the menu of what came before. */
async function pushed({ parley }: World, { page }: ChatPage, look: Look): Promise<void> {
  const admin = await parley.person('ada')
  const push = (event: string, message: object) =>
    admin.call('POST', '/api/gateway/send', { userId: admin.userId, event, message })
  await push('notification', { title: 'New order', body: `Of ${'many things, '.repeat(30)}` })
  await push('alert', {
    title: 'Payments are late',
    body: 'Our bank is looking into it. '.repeat(4),
  })
  await push('announcement', {
    title: 'System Announcement',
    body: 'Scheduled maintenance tonight',
  })
  await page.getByRole('button', { name: 'Notifications, 2 new' }).click()
  await page.getByRole('menuitem', { name: /^System Announcement/ }).waitFor()
  await look('an alert, a toast and what was pushed', page)
  await page.keyboard.press('Escape')
  await page
    .getByRole('region', { name: 'Alerts' })
    .getByRole('button', { name: 'Dismiss' })
    .click()
}

async function narrow({ page }: ChatPage, look: Look): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.getByRole('button', { name: '1 online' }).click()
  await page.getByRole('button', { name: /^Ben, online/ }).waitFor()
  await look('S20 Online Users beside a narrow window', page)
}

async function phone({ parley }: World, { page }: ChatPage, look: Look): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${parley.url}/chat`)
  await page.getByRole('link', { name: /^Ben/ }).waitFor()
  await look('S21 conversations on a phone', page)
  await page.getByRole('link', { name: /^Ben/ }).click()
  await page.setViewportSize({ width: 390, height: 460 })
  await expect(page.getByRole('form', { name: 'Message Ben' })).toBeInViewport({ ratio: 1 })
  await page.screenshot({ path: 'test-results/pictures/S22-over-a-keyboard.png' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${parley.url}/chat?panel=online`)
  await page.getByRole('button', { name: /^Ben, online/ }).waitFor()
  await look('S21 Online Users on a phone', page)
  await page.goto(`${parley.url}/settings`)
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await look('settings', page)
}
