import type { BrowserContext, Page } from '@playwright/test'
import { directConversation, draft, type Person } from '../../app/support/people'
import type { ChatPage } from './chatPage'
import type { Network } from './network'
import { expect, type Parley } from './parley'

export interface World {
  parley: Parley
  page: Page
  context: BrowserContext
  network: Network
  open(as: 'ada' | 'ben' | 'chloe'): Promise<ChatPage>
}

/** A page in a state worth looking at, by people and by axe. */
export interface PageState {
  name: string
  show(world: World): Promise<Page>
}

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

/** States of the chat page. */
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
    name: 'S11 failed, text restored',
    show: async (world) => {
      const chat = await conversing(world)
      await world.network.refuseSending()
      await world.network.cutSockets()
      await chat.write('This will not go through')
      await expect(chat.toast('Failed to send message')).toBeVisible({ timeout: 20_000 })
      return chat.page
    },
  },
  {
    name: 'S10 failed, kept',
    show: async (world) => {
      const chat = await conversing(world)
      const fail = await world.network.holdSending()
      await world.network.cutSockets()
      await chat.write('This will not go through')
      await chat.composer.fill('I think we should split the')
      fail()
      await chat.page.getByText('Not sent.', { exact: true }).waitFor({ timeout: 20_000 })
      return chat.page
    },
  },
  {
    name: 'S15 polling',
    show: async (world) => {
      const chat = await conversing(world)
      await world.network.cutSockets()
      await chat.hasStatus('Polling', 20_000)
      await chat.page.getByText('Live updates are off.').waitFor()
      return chat.page
    },
  },
  {
    name: 'S17 offline',
    show: async (world) => {
      const chat = await conversing(world)
      await world.network.cutSockets()
      await world.context.setOffline(true)
      await chat.hasStatus('Offline', 20_000)
      return chat.page
    },
  },
  {
    name: 'S18 session ended',
    show: async (world) => {
      const chat = await conversing(world)
      const session = await chat.page.evaluate(() => sessionStorage.getItem('parley.tab-session'))
      await world.parley.signOut(session ?? '')
      await chat.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
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
]

async function at(page: Page, path: string): Promise<Page> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** Ada with Ben's conversation open: some said, something new from Chloe, Ben online. */
async function conversing({ parley, open }: World): Promise<ChatPage> {
  await prepared(parley)
  await open('ben')
  const chat = await open('ada')
  await chat.conversation('Ben').click()
  await expect(chat.message('Looking at it now.')).toBeVisible()
  return chat
}

async function prepared(parley: Parley): Promise<void> {
  const [ada, ben, chloe] = [
    await parley.person('ada'),
    await parley.person('ben'),
    await parley.person('chloe'),
  ]
  await say(ada, ben, [
    [
      ben,
      'Presence feels instant now. I opened four tabs and only the last one closing took me offline.',
    ],
    [ben, 'Notes from the test: https://notes.example.com/presence/multi-tab-behaviour'],
    [ada, 'Great. I also tried pulling the network cable and nothing was lost.'],
    [ben, 'Can you look at the polling fallback?'],
    [ada, 'Looking at it now.'],
  ])
  await say(ada, chloe, [[chloe, 'The nightly build is green again']])
}

async function say(one: Person, other: Person, lines: [Person, string][]): Promise<void> {
  const { id } = await directConversation(one, other)
  for (const [sender, text] of lines) {
    await sender.call('POST', '/api/privatechat/message', draft(id, text))
  }
}
