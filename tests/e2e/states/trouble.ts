import { expect } from '@playwright/test'
import type { Journey } from './journey'
import { conversing, long } from './scenes'

/** The chat while something is missing, slow or broken. */
export const trouble: Journey[] = [
  {
    name: 'nothing arrives',
    walk: async (world, look) => {
      const { context, network } = world
      const chat = await conversing(world)
      const fail = await network.holdSending()
      await network.cutSockets()
      await chat.write('Slowly, slowly')
      await chat.page.getByText('Still sending…').waitFor({ timeout: 20_000 })
      await look('S09 sending', chat.page)
      await chat.composer.fill('I think we should split the')
      fail()
      await chat.page.getByText('Not sent.', { exact: true }).waitFor({ timeout: 20_000 })
      await look('S10 failed, kept', chat.page)
      await chat.hasStatus('Polling', 20_000)
      await chat.page.getByText('Live updates are off.').waitFor()
      await look('S15 polling', chat.page)
      await context.setOffline(true)
      await chat.hasStatus('Offline', 20_000)
      await look('S17 offline', chat.page)
    },
  },
  {
    name: 'a message refused, and a session that ends',
    walk: async (world, look) => {
      const { network, parley } = world
      const chat = await conversing(world)
      await network.refuseSending()
      await network.cutSockets()
      await chat.write('This will not go through')
      await expect(chat.toast('Failed to send message')).toBeVisible({ timeout: 20_000 })
      await look('S11 failed, text restored', chat.page)
      await network.mend()
      await chat.hasStatus('Real-time', 20_000)
      const session = await chat.page.evaluate(() => sessionStorage.getItem('parley.tab-session'))
      await parley.signOut(session ?? '')
      await chat.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
      await look('S18 session ended', chat.page)
    },
  },
  {
    name: 'a server that does not answer any more',
    walk: async (world, look) => {
      const chat = await conversing(world)
      await world.context.route('**/api/**', () => undefined)
      await world.network.cutSockets()
      await chat.hasStatus('Reconnecting…')
      await look('S16 reconnecting', chat.page)
    },
  },
  {
    name: 'a server that has not answered yet',
    walk: async ({ parley, page, context }, look) => {
      await context.route('**/api/privatechat/conversations', () => undefined)
      await context.route('**/api/online-users?**', () => undefined)
      await context.routeWebSocket(/socketio/, () => undefined)
      await parley.visit(page, '/chat', 'ada')
      await page.getByRole('status', { name: 'Loading conversations' }).waitFor()
      await look('S05 loading', page)
    },
  },
  {
    name: 'history that does not load',
    walk: async ({ parley, context, open }, look) => {
      await context.route('**/api/privatechat/messages/**', (route) =>
        route.request().url().includes('before=') ? route.abort() : route.continue(),
      )
      await long(parley)
      const chat = await open('ada')
      await chat.conversation('Ben').click()
      await expect(chat.message('line 80.')).toBeVisible()
      await chat.page.getByRole('log').hover()
      await chat.page.mouse.wheel(0, -20_000)
      const apology = chat.page.getByText('Couldn’t load earlier messages.')
      await apology.waitFor()
      const [above, below] = [
        await apology.boundingBox(),
        await chat.messages.first().boundingBox(),
      ]
      expect(above?.y).toBeLessThan(below?.y ?? 0)
      await look('S14 history that does not load', chat.page)
    },
  },
]
