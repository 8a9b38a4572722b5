import { expect, type Locator } from '@playwright/test'
import { AdminPage } from '../support/adminPage'
import { crowd, PICTURE_TIME, visitor } from '../support/crowd'
import { fakeChats } from '../support/fakeChats'
import { fakePresence } from '../support/fakePresence'
import { fakeRecords } from '../support/fakeRecords'
import type { Journey } from './journey'
import { visitorChatScenes } from './visitorChatScenes'

/** The admins' page from nobody at all to ten thousand. */
export const adminScenes: Journey[] = [
  ...visitorChatScenes,
  {
    name: 'visitors in a table, and one of them in the drawer',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakePresence(context, crowd(47))
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await look('A01 47 visitors', page)
      await admin.rows.first().getByRole('link').click()
      await admin.drawer.getByText('First seen').waitFor()
      await admin.drawer.getByText('Why online?').click()
      await admin.drawer.getByText('Two connections are alive.').waitFor()
      await look('A03 details', page)
      await admin.drawer.getByRole('tab', { name: 'Journey' }).click()
      await admin.drawer.getByText('Now', { exact: true }).waitFor()
      await look('A03 journey', page)
      await page.keyboard.press('Escape')
      await admin.button('Filter').click()
      await page.getByLabel('Page contains').waitFor()
      await look('A10 filter menu', page)
    },
  },
  {
    name: 'nobody, and nobody now',
    walk: async ({ context, page }, look) => {
      const lastVisit = undefined as never
      await fakeRecords(context, { history: { minutes: [], lastVisit } })
      await fakeChats(context, [])
      await fakePresence(context)
      const admin = new AdminPage(page)
      await admin.open()
      await page.getByText('Waiting for the first visit').waitFor()
      await page.getByRole('button', { name: /^Copy snippet for/ }).waitFor()
      await look('A04 never seen', page)
      await fakeRecords(context)
      await page.reload()
      await page.getByText('Nobody is online right now').waitFor()
      await look('A05 nobody now', page)
    },
  },
  {
    name: 'one visitor',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context, { history: { minutes: [] } })
      await fakePresence(context, crowd(1))
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(1)
      await expect(page.getByText('1 user online')).toBeAttached()
      await look('A06 one visitor', page)
    },
  },
  {
    name: 'ten thousand visitors',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      const presence = await fakePresence(context, crowd(10_000))
      const release = presence.holdPages()
      const admin = new AdminPage(page)
      const opened = admin.open()
      await page.getByText('Loading 9,000 more…').waitFor()
      release()
      await opened
      await admin.hasRows(10_000)
      await admin.table.hover()
      await page.mouse.wheel(0, 240_000)
      await expect(admin.row(visitorName(5005))).toBeVisible()
      presence.online(...crowd(12, 20_000))
      await admin.button('12 new').waitFor()
      await look('A07 ten thousand, 12 of them new', page)
    },
  },
  {
    name: 'a page that is paused',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      const presence = await fakePresence(context, [
        visitor(2, { status: 'busy' }),
        ...crowd(46, 3),
      ])
      const admin = new AdminPage(page)
      await admin.open('/admin?sort=onsite.asc')
      await admin.hasRows(47)
      presence.offline(visitor(3).userId)
      presence.online(visitor(60, { connectedAt: PICTURE_TIME }))
      await page.locator('[data-state="joined"]').waitFor()
      await page.locator('[data-state="left"]').waitFor()
      await page.keyboard.press('p')
      await admin.hasStatus('Paused')
      await look('A11 one joined, one left, some idle', page)
      presence.online(...crowd(12, 20_000))
      await admin.button('Resume · 12 updates').waitFor()
      await look('A08 paused', page)
    },
  },
  {
    name: 'a table that cannot be believed',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      const presence = await fakePresence(context, crowd(47))
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await presence.cut()
      await admin.hasStatus('Polling', 30_000)
      await look('A09 polling', page)
      await context.setOffline(true)
      await admin.hasStatus('Offline', 30_000)
      await page.clock.fastForward(11_000)
      await page.getByText(/^as of/).waitFor()
      await look('A09 offline', page)
    },
  },
  {
    name: 'a list that does not load',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      const presence = await fakePresence(context, crowd(47))
      await presence.cut()
      await context.route(/online-users/, (route) => route.abort())
      const admin = new AdminPage(page)
      await page.goto('/admin?as=ada')
      await page.getByText(/^Error loading online users: /).waitFor({ timeout: 40_000 })
      await admin.button('Retry').waitFor()
      await look('A09 error', page)
    },
  },
  {
    name: 'filters',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakePresence(context, crowd(47))
      const admin = new AdminPage(page)
      await admin.open('/admin?country=DE&device=desktop&who=visitor&sort=user.asc')
      await admin.button('Clear filters').waitFor()
      await look('A10 filters', page)
      await admin.search.fill('nobody of that name')
      await page.getByText('No users match these filters').waitFor()
      await look('A10 no match', page)
    },
  },
  {
    name: 'one site and no countries',
    walk: async ({ context, page }, look) => {
      const { country: _, ...unknown } = visitor(0)
      await fakeRecords(context)
      const users = crowd(20).map(({ country: _country, ...user }) => ({
        ...user,
        domain: unknown.domain,
      }))
      await fakePresence(context, users)
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(20)
      await expect(admin.head('Country')).toHaveCount(0)
      await look('A13 one site and no countries', page)
    },
  },
  {
    name: 'the table on a very wide and on a magnified screen',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakePresence(context, crowd(47))
      await page.setViewportSize({ width: 2560, height: 1440 })
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await admin.rows.first().getByRole('link').click()
      await admin.drawer.getByText('First seen').waitFor()
      await expect(admin.head('Site').first()).toBeVisible()
      await look('A15 very wide', page)
      await page.keyboard.press('Escape')
      await page.setViewportSize({ width: 720, height: 450 })
      await look('A15 twice as large', page)
    },
  },
  {
    name: 'the table on a phone',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakePresence(context, crowd(47))
      await page.setViewportSize({ width: 390, height: 844 })
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await look('A14 on a phone', page)
      await page.setViewportSize({ width: 320, height: 844 })
      const segments = page.getByRole('group', { name: 'Segment' })
      expect(await right(segments)).toBe(await right(admin.table))
      await page.setViewportSize({ width: 390, height: 844 })
      await admin.rows.first().getByRole('link').click()
      await admin.drawer.getByText('First seen').waitFor()
      await look('A14 details on a phone', page)
    },
  },
  {
    name: 'somebody who is no admin',
    walk: async ({ page }, look) => {
      await page.goto('/admin?as=ben')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await look('A16 not an admin', page)
    },
  },
]

/** Where something ends, in px from the start of the window. */
async function right(place: Locator): Promise<number> {
  const { x, width } = (await place.boundingBox()) ?? { x: Number.NaN, width: 0 }
  return x + width
}

function visitorName(number: number): string {
  const { name, userId } = visitor(number)
  return name ?? `Visitor ${userId.slice(-4).toUpperCase()}`
}
