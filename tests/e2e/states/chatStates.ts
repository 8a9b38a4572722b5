import { expect } from '@playwright/test'
import type { PageState } from './pageState'
import { conversing, group, prepared, sayMore } from './scenes'

/** The chat as it is when all goes well. */
export const chatStates: PageState[] = [
  {
    name: 'S01 a conversation',
    show: async (world) => (await conversing(world)).page,
  },
  {
    name: 'S03 nothing chosen',
    show: async ({ parley, open }) => {
      await prepared(parley)
      const chat = await open('ada')
      await chat.page.getByText('Pick a conversation').waitFor()
      return chat.page
    },
  },
  {
    name: 'S04 alone, for the first time',
    show: async ({ open }) => {
      const chat = await open('ada')
      await chat.page.getByText('No conversations yet').waitFor()
      return chat.page
    },
  },
  {
    name: 'S06 text that does not want to fit',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.write('a'.repeat(300))
      await chat.write(`https://example.com/${'very-long-'.repeat(30)}`)
      await chat.write('سأرسل التقرير بعد الاجتماع')
      await expect(chat.message('سأرسل')).toHaveCount(1)
      return chat.page
    },
  },
  {
    name: 'S07 a message of 4,000 characters',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.write('Lorem ipsum dolor sit amet. '.repeat(142))
      await chat.page.getByRole('button', { name: 'Show more' }).waitFor()
      return chat.page
    },
  },
  {
    name: 'S19 jump',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.page.keyboard.press('ControlOrMeta+k')
      await chat.page.getByRole('combobox').fill('b')
      await chat.page.getByRole('option').first().waitFor()
      return chat.page
    },
  },
  {
    name: 'shortcuts',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.page.keyboard.press('ControlOrMeta+/')
      await chat.page.getByRole('dialog').waitFor()
      return chat.page
    },
  },
  {
    name: 'own menu',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.page.getByRole('button', { name: /^Ada.*menu/ }).click()
      await chat.page.getByRole('menuitem', { name: 'Log out' }).waitFor()
      return chat.page
    },
  },
  {
    name: 'settings',
    show: async ({ open }) => {
      const chat = await open('ada')
      await chat.page.getByRole('button', { name: /^Ada.*menu/ }).click()
      await chat.page.getByRole('menuitem', { name: 'Settings' }).click()
      await chat.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
      return chat.page
    },
  },
  {
    name: 'S08 a group',
    show: async ({ parley, open }) => {
      await group(parley)
      const chat = await open('ada')
      await chat.conversation('Support rota').click()
      await expect(chat.message('I will take the evening shift')).toBeVisible()
      return chat.page
    },
  },
  {
    name: 'S12 new messages below',
    show: async (world) => {
      const chat = await conversing(world)
      for (let line = 1; line <= 25; line += 1) await chat.write(`A line to scroll past, ${line}`)
      await expect(chat.message('scroll past, 25')).toBeVisible()
      await chat.page.getByRole('log').hover()
      await chat.page.mouse.wheel(0, -900)
      await sayMore(world.parley, ['Did you see this?', 'And this?'])
      await chat.page.getByRole('button', { name: '2 new messages' }).waitFor()
      return chat.page
    },
  },
  {
    name: 'S21 Online Users on a phone',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.page.setViewportSize({ width: 390, height: 844 })
      await chat.page.goto(`${world.parley.url}/chat?panel=online`)
      await chat.person('Ben').waitFor()
      return chat.page
    },
  },
  {
    name: 'S20 Online Users beside a narrow window',
    show: async (world) => {
      const chat = await conversing(world)
      await chat.page.setViewportSize({ width: 1024, height: 768 })
      await chat.page.getByRole('button', { name: '1 online' }).click()
      await chat.page.getByRole('button', { name: /^Ben, online/ }).waitFor()
      return chat.page
    },
  },
]
