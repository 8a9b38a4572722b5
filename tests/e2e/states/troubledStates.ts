import { expect } from '@playwright/test'
import type { PageState } from './pageState'
import { conversing, long } from './scenes'

/** The chat while something is missing, slow or broken. */
export const troubledStates: PageState[] = [
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
    name: 'S05 loading',
    show: async ({ parley, page, context }) => {
      await context.route('**/api/privatechat/conversations', () => undefined)
      await context.route('**/api/online-users?**', () => undefined)
      await context.routeWebSocket(/socketio/, () => undefined)
      await page.goto(`${parley.url}/chat?as=ada`)
      await page.getByRole('status', { name: 'Loading conversations' }).waitFor()
      return page
    },
  },
  {
    name: 'S09 sending',
    show: async (world) => {
      const chat = await conversing(world)
      await world.network.holdSending()
      await world.network.cutSockets()
      await chat.write('Slowly, slowly')
      await chat.page.getByText('Still sending…').waitFor({ timeout: 20_000 })
      return chat.page
    },
  },
  {
    name: 'S14 history that does not load',
    show: async (world) => {
      await world.context.route('**/api/privatechat/messages/**', (route) =>
        route.request().url().includes('before=') ? route.abort() : route.continue(),
      )
      await long(world.parley)
      const chat = await world.open('ada')
      await chat.conversation('Ben').click()
      await expect(chat.message('line 80.')).toBeVisible()
      await chat.page.getByRole('log').hover()
      await chat.page.mouse.wheel(0, -20_000)
      await chat.page.getByText('Couldn’t load earlier messages.').waitFor()
      return chat.page
    },
  },
  {
    name: 'S16 reconnecting',
    show: async (world) => {
      const chat = await conversing(world)
      await world.context.route('**/api/**', () => undefined)
      await world.network.cutSockets()
      await chat.hasStatus('Reconnecting…')
      return chat.page
    },
  },
]
