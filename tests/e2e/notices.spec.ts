import type { BrowserContext, Page } from '@playwright/test'
import type { PushState, SendPushAnswer } from '@/lib/gatewayProtocol'
import { expect, test } from './support/parley'

interface Observed {
  shown: { title: string; body: string; tag: string; closed: boolean }[]
  asked: number
  notes: number
  click(): void
}

test('UI-109 UI-110 notifications come when they are turned on, for what is not looked at', async ({
  context,
  openBoth,
}) => {
  await watchNotices(context, 'default')
  const [ada, ben] = await openBoth()
  await ada.page.bringToFront()
  await ben.write('nobody asked yet')
  await expect(ada.message('nobody asked yet')).toHaveCount(1)
  expect(await observed(ada.page)).toMatchObject({ shown: [], asked: 0 })

  await ada.page.getByRole('button', { name: 'Turn notifications on' }).click()
  await expect(ada.page.getByRole('button', { name: 'Turn notifications off' })).toBeVisible()
  await ada.page.evaluate(() => history.pushState(null, '', '/chat'))
  await expect(ada.page.getByText('Pick a conversation')).toBeVisible()
  await ben.write('Now you hear me')
  await expect
    .poll(async () => (await observed(ada.page)).shown)
    .toMatchObject([{ title: 'Ben', body: 'Now you hear me', closed: false }])
  await ada.page.evaluate(() => (window as unknown as { observed: Observed }).observed.click())
  await expect(ada.message('Now you hear me')).toHaveCount(1)

  await ada.page.getByRole('button', { name: 'Turn notifications off' }).click()
  await ada.page.evaluate(() => history.pushState(null, '', '/chat'))
  await expect(ada.page.getByText('Pick a conversation')).toBeVisible()
  await ben.write('silence')
  await expect(ada.conversation('Ben')).toContainText('silence')
  expect((await observed(ada.page)).shown).toHaveLength(1)
})

test('UI-110 where the browser blocks notifications the bell says what to do', async ({
  context,
  open,
  parley,
}) => {
  await watchNotices(context, 'denied')
  await parley.online('ben')
  const ada = await open('ada')
  await ada.talkTo('Ben')
  await ada.page.getByRole('button', { name: 'Notifications are blocked' }).click()
  await expect(ada.dialog('Notifications are blocked')).toBeVisible()
  await ada.page.keyboard.press('Escape')
  expect((await observed(ada.page)).asked).toBe(0)
})

test('UI-110 a message that comes while the tab is hidden offers them, once', async ({
  context,
  openBoth,
}) => {
  await watchNotices(context, 'default')
  const [ada, ben] = await openBoth()
  await hide(ada.page, true)
  await ben.write('Where are you?')
  await expect(ada.message('Where are you?')).toHaveCount(1)
  await hide(ada.page, false)
  const offer = ada.page.getByText('Get a notification when someone writes?')
  await expect(offer).toBeVisible()
  await ada.page.getByRole('button', { name: 'Not now' }).click()
  await expect(offer).toBeHidden()
  await hide(ada.page, true)
  await ben.write('Still there?')
  await expect(ada.message('Still there?')).toHaveCount(1)
  await expect(offer).toBeHidden()
})

test('GW-42 GW-43 what the back end pushes is a toast and an entry of a menu, or stays until dismissed', async ({
  open,
  parley,
}) => {
  const admin = await parley.person('ada')
  const ben = await open('ben')
  const { page } = ben
  await expect(page.getByRole('button', { name: /^Notifications/ })).toBeHidden()
  const { userId } = await parley.person('ben')
  const push = async (event: string, message: object, more = {}) => {
    const asked = { userId, event, message, ...more }
    return (await admin.call<SendPushAnswer>('POST', '/api/gateway/send', asked)).body.messageId
  }
  await push('notification', { title: 'New <b>Message</b>', body: 'You have a new message' })
  const toasts = page.getByRole('region', { name: 'Notifications' })
  await expect(toasts.getByText('New <b>Message</b>')).toBeVisible()
  await toasts.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
  await page.getByRole('menuitem', { name: 'New <b>Message</b>' }).press('Enter')
  await expect(toasts.getByText('You have a new message')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeFocused()

  const waiting = { queue: true, requireAck: true }
  const messageId = await push('alert', { message: 'Order 7 is late' }, waiting)
  const alert = page.getByRole('region', { name: 'Alerts' })
  await expect(alert).toContainText('Order 7 is late')
  await page.reload()
  await expect(alert).toContainText('Order 7 is late')
  const state = async () =>
    (await admin.call<PushState>('GET', `/api/gateway/messages/${messageId}`)).body.status
  expect(await state()).toBe('delivered')
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await expect(alert).toBeHidden()
  await expect.poll(state).toBe('acked')
})

test('UI-111 the tone sounds for what is not looked at, where sound is on', async ({
  context,
  openBoth,
}) => {
  await watchNotices(context, 'denied')
  const [ada, ben] = await openBoth()
  await ada.page.bringToFront()
  await ada.page.getByRole('button', { name: 'Turn sound on' }).click()
  await ben.write('I am being read')
  await expect(ada.message('I am being read')).toHaveCount(1)
  expect((await observed(ada.page)).notes).toBe(0)
  await ada.page.evaluate(() => history.pushState(null, '', '/chat'))
  await expect(ada.page.getByText('Pick a conversation')).toBeVisible()
  await ben.write('ping')
  await expect.poll(async () => (await observed(ada.page)).notes).toBe(2)
  await ben.write('ping again, within three seconds')
  await expect(ada.conversation('Ben')).toContainText('ping again')
  expect((await observed(ada.page)).notes).toBe(2)
})

function observed(page: Page): Promise<Observed> {
  return page.evaluate(() => (window as unknown as { observed: Observed }).observed)
}

/** What a browser tells of a tab in the background; headless ones never say it. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
    const value = isHidden ? 'hidden' : 'visible'
    Object.defineProperty(document, 'visibilityState', { configurable: true, value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
}

/** Puts observers in the place of what would be seen and heard outside of the page. */
function watchNotices(context: BrowserContext, permission: NotificationPermission) {
  return context.addInitScript((allowed) => {
    const seen = { shown: [] as object[], asked: 0, notes: 0, click: () => {} }
    class ObservedNotification {
      static permission = allowed
      static requestPermission = async () => {
        seen.asked += 1
        ObservedNotification.permission = 'granted'
        return ObservedNotification.permission
      }
      onclick = () => {}
      readonly #record: { closed: boolean }

      constructor(title: string, { body, tag }: NotificationOptions) {
        this.#record = Object.assign({ title, body, tag }, { closed: false })
        seen.shown.push(this.#record)
        seen.click = () => this.onclick()
      }

      close() {
        this.#record.closed = true
      }
    }
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (...times) {
      seen.notes += 1
      start.apply(this, times)
    }
    Object.assign(window, { Notification: ObservedNotification, observed: seen })
  }, permission)
}
