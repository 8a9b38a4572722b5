import type { BrowserContext, Page } from '@playwright/test'
import type { Conversation } from '@/lib/protocol'
import { png } from '@/services/uploads/testFiles'
import { askAsPage, identityToken, newIdentitySecret } from '../app/support/identityTokens'
import type { Person } from '../app/support/people'
import { AdminPage } from './support/adminPage'
import { type CustomerSite, NONCE, startCustomerSite, WidgetOnPage } from './support/customerSite'
import { test as base, expect } from './support/parley'

interface Visitor {
  userId: string
  sessionId: string
}

interface Fixtures {
  site: CustomerSite
  /** Opens a page of the site in a new tab. */
  visit(context?: BrowserContext): Promise<WidgetOnPage>
}

const test = base.extend<Fixtures>({
  site: async ({ parley }, provide) => {
    const site = await startCustomerSite(parley.url)
    await provide(site)
    site.close()
  },
  visit: async ({ site, context }, provide) => {
    await provide(async (inContext = context) => {
      const page = await inContext.newPage()
      await WidgetOnPage.openTree(page)
      await page.goto(site.url)
      return new WidgetOnPage(page)
    })
  },
})

// Visitors' conversations stay in the demo.
test.use({ server: 'own' })

const hostile = `*{all:unset!important;font-size:50px!important}button,iframe,div{display:none!important}
html>*{opacity:0!important;transform:scale(.1)!important}`

test('WG-4 WG-11 WG-14 WG-18 WG-28 WG-29 stands on a hostile page and changes nothing of it, while visitor and admin talk', async ({
  parley,
  site,
  visit,
}) => {
  const { origin, host } = new URL(parley.url)
  const policy = `default-src 'none'; style-src 'nonce-${NONCE}'; script-src 'nonce-${NONCE}'; connect-src ${origin} ws://${host}; frame-src ${origin}`
  site.shows({ policy, css: hostile })
  const ada = await parley.person('ada')
  const atWork = await ada.connect()
  const first = await visit()
  await expect(first.launcher).toBeVisible()
  expect(await first.launcher.boundingBox()).toMatchObject({ width: 56, height: 56, x: 1440 - 76 })

  await first.launcher.click()
  await expect(first.field).toBeFocused()
  await expect(first.panel.getByText('Typically replies in a few minutes')).toBeVisible()
  atWork.close()
  await first.write('Do you repair chairs?')
  await first.hasMessage('Do you repair chairs?')
  const { sessionId } = await first.visitor()
  await expect.poll(() => textsOf(ada, sessionId)).toEqual(['Do you repair chairs?'])
  await answer(ada, sessionId, 'For as long as you own them.')
  await first.hasMessage('For as long as you own them.')
  await expect.poll(() => first.heard('unread')).toBe(0)
  expect(await traces(first.page)).toEqual({
    added: ['Parley'],
    shifts: 0,
    sheets: 1,
    body: 'H1 P BUTTON',
  })

  // Closed, in both tabs of one session, it counts what is new and shows the last of it.
  const second = await visit()
  expect((await second.visitor()).sessionId).toBe(sessionId)
  await first.page.bringToFront()
  await first.field.press('Escape')
  await expect(first.launcher).toBeFocused()
  await answer(ada, sessionId, 'Shall I book you in?')
  await expect(first.card).toContainText('Shall I book you in?')
  await expect(first.launcher).toHaveAccessibleName('Open chat, 1 unread message')
  await expect(second.launcher).toHaveAccessibleName('Open chat, 1 unread message')
  await second.page.bringToFront()
  await second.launcher.click()
  await second.hasMessage('Shall I book you in?')
  await expect(first.launcher).toHaveAccessibleName('Open chat')
  await expect.poll(() => first.heard('unread')).toBe(0)

  const chat = (await chatOf(ada, sessionId))?.id
  await ada.call('POST', `/api/admin/conversations/${chat}/close`)
  const over = (widget: WidgetOnPage) => widget.panel.getByText(/^This conversation was closed/)
  await expect(over(second)).toBeVisible()

  await first.page.reload()
  await first.launcher.click()
  await first.hasMessage('Do you repair chairs?')
  await expect(over(first)).toBeVisible()
  await first.write('One more thing')
  for (const widget of [first, second]) await expect(over(widget)).toHaveCount(0)

  // Closed by the page itself, it leaves the focus to whoever is at work there.
  const buy = first.page.locator('body > button')
  await first.page.evaluate(() => {
    const button = document.querySelector('button')
    button?.style.setProperty('display', 'block', 'important')
    button?.focus()
  })
  await first.call('close')
  await expect(first.launcher).toHaveAttribute('aria-expanded', 'false')
  await expect(buy).toBeFocused()
  expect((await first.visitor()).sessionId).toBe(sessionId)
  await first.page.evaluate(
    () => window.Parley && 'destroy' in window.Parley && window.Parley.destroy(),
  )
  await expect(first.page.locator('parley-widget')).toHaveCount(0)
})

test('WG-6 WG-10 WG-25 sends, stores and draws nothing before consent, and is the whole screen of a phone', async ({
  parley,
  site,
  visit,
  browser,
}) => {
  site.shows({ attributes: { 'data-consent': 'required' } })
  const phone = await browser.newContext({
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  })
  const asked: string[] = []
  phone.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const widget = await visit(phone)
  const { page, launcher, field, panel } = widget
  await page.waitForFunction(() => window.Parley && 'open' in window.Parley)
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  await page.evaluate(() => window.Parley?.push(['track', 'Added to cart']))
  expect(asked.filter((path) => path !== '/' && path !== '/favicon.ico')).toEqual(['/widget.js'])
  expect(await kept(page)).toEqual([])
  await expect(page.locator('parley-widget')).toHaveCount(0)

  // Kept on an earlier visit, and taken back on this one before anything has begun.
  await page.evaluate(() => localStorage.setItem('parley.seen:earlier', 'c_1 5'))
  await widget.call('consent', false)
  expect(await kept(page)).toEqual([])

  // A website that has no proof, as of who is signed out there, says so with nothing.
  await widget.call('identify', undefined)
  await widget.call('consent', true)
  const { sessionId } = await widget.visitor()
  await expect.poll(() => widget.heard('refused')).toBe('IDENTITY_UNVERIFIED')
  expect(await kept(page)).not.toEqual([])
  await launcher.tap()
  await expect(panel.getByRole('heading')).toBeFocused()
  const dialog = page.getByRole('dialog', { name: /^Chat with/ })
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 800 })
  await expect(launcher).toBeHidden()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe(
    'hidden',
  )
  await expect(field).toHaveCSS('font-size', '16px')
  const ada = await parley.person('ada')
  await field.fill('On my phone')
  await panel.getByRole('button', { name: 'Send' }).tap()
  await expect.poll(() => textsOf(ada, sessionId)).toEqual(['On my phone'])
  await panel.getByRole('heading', { level: 2 }).focus()
  const chair = { name: 'chair.png', mimeType: 'image/png', buffer: png(40, 30) }
  await panel.getByLabel('Files to add').setInputFiles(chair)
  const file = panel.getByRole('list', { name: 'Files' }).getByRole('listitem')
  await expect(file).toHaveAttribute('data-state', 'ready')
  await expect(field).not.toBeFocused()
  await panel.getByRole('button', { name: 'Send' }).tap()
  await expect(panel.getByRole('link', { name: /^chair.png, picture/ })).toBeVisible()
  await expect(field).not.toBeFocused()
  await panel.getByRole('button', { name: 'Close chat' }).tap()
  await expect(launcher).toBeVisible()

  await page.evaluate(() => window.Parley?.push(['consent', false]))
  await expect(page.locator('parley-widget')).toHaveCount(0)
  expect(await kept(page)).toEqual([])
  await phone.close()
})

test('WG-20 WG-21 WG-24 WG-27 UA-34 an identified visitor goes on with what they had in all tabs, and logged out nothing of it is left', async ({
  parley,
  visit,
}) => {
  const ada = await parley.person('ada')
  const shop = await newIdentitySecret(ada)
  const userId = `user-${crypto.randomUUID()}`
  const proof = () => identityToken(shop, { userId, name: 'Mia' })
  const elsewhere = { identityToken: await proof() }
  const before = (await askAsPage(parley.url, '/api/chat/identify', elsewhere)).body
  await answer(ada, before.sessionId, 'Your chair is ready.')

  const [first, second] = [await visit(), await visit()]
  const guest = await first.visitor()
  await first.page.bringToFront()
  await first.launcher.click()
  await first.write('Which chair was it?')
  await first.hasMessage('Which chair was it?')
  const desk = await first.page.context().newPage()
  const { drawer } = new AdminPage(desk)
  await desk.goto(`${parley.url}/admin?as=ada&user=${guest.userId}`)
  await expect(drawer.getByText('Which chair was it?')).toBeVisible()
  const reply = drawer.getByRole('textbox', { name: /^Message / })
  await reply.fill('The red one?')
  await reply.press('Enter')
  await first.page.bringToFront()
  await first.hasMessage('The red one?')
  await expect(drawer.getByText(/^Read \d/)).toBeVisible()
  await reply.fill('It was the')
  await first.page.bringToFront()
  await first.field.fill('I am writing')
  await expect(drawer.getByText('Visitor is typing: I am writing')).toBeVisible()
  await first.call('identify', await proof())
  for (const { heard } of [first, second])
    await expect.poll(async () => (await heard<Visitor>('visitor')).userId).toBe(userId)
  await first.hasMessage('Your chair is ready.')
  await first.hasMessage('Which chair was it?')
  await expect(drawer.getByRole('heading', { name: 'Mia' })).toBeVisible()
  for (const text of ['Your chair is ready.', 'Which chair was it?'])
    await expect(drawer.getByText(text)).toBeVisible()
  await expect(reply).toHaveValue('It was the')
  await desk.close()
  await expect(first.field).toHaveValue('I am writing')
  await first.field.press('Enter')
  await expect.poll(() => textsOf(ada, before.sessionId)).toContain('I am writing')
  await second.page.bringToFront()
  await second.launcher.click()
  await second.hasMessage('I am writing')
  await answer(ada, guest.sessionId, 'The red one')
  for (const widget of [first, second]) await widget.hasMessage('The red one')

  await second.field.fill('My card is 4242')
  await second.call('identify', 'forged')
  await expect.poll(() => second.heard('refused')).toBe('IDENTITY_UNVERIFIED')
  await second.call('logout')
  for (const { heard, panel, field } of [first, second]) {
    await expect.poll(async () => (await heard<Visitor>('visitor')).userId).toMatch(/^v_/)
    await expect(panel.getByText('Hello. How can we help?')).toBeVisible()
    await expect(panel.getByRole('log').getByRole('article')).toHaveCount(0)
    await expect(field).toHaveValue('')
  }
  const [here, there] = [await first.visitor(), await second.visitor()]
  expect(here.sessionId).toBe(there.sessionId)
  await second.write('I am new here')
  await first.hasMessage('I am new here')
  expect(await textsOf(ada, here.sessionId)).toEqual(['I am new here'])
})

test.describe('where no admin was a moment ago', () => {
  test('WG-9 WG-13 WG-19 WG-24 WG-26 talks without https, without storage, without WebSockets, and without any socket', async ({
    parley,
    context,
    network,
    visit,
  }) => {
    await context.addInitScript(beWithoutHttps)
    await context.addInitScript(refuseStorage)
    await network.refuseWebSocket()
    await network.cutSockets()
    const widget = await visit()
    const { sessionId } = await widget.visitor()
    await widget.launcher.click()
    await widget.write('By requests alone')
    const ada = await parley.person('ada')
    await expect.poll(() => textsOf(ada, sessionId)).toEqual(['By requests alone'])
    await expect(widget.field).toHaveValue('')
    await widget.panel.getByLabel(/Where can we answer you/).fill('ada@example.com')
    await widget.panel.getByRole('button', { name: 'Save' }).click()
    await expect(widget.panel.getByText('We’ll write to ada@example.com')).toBeVisible()
    await expect(widget.field).toBeFocused()
    expect((await chatOf(ada, sessionId))?.webchat?.email).toBe('ada@example.com')
    expect(await textsOf(ada, sessionId)).toEqual(['By requests alone'])
    await expect.poll(() => widget.heard('state'), { timeout: 20_000 }).toBe('polling')
    await answer(ada, sessionId, 'And back')
    await widget.hasMessage('And back')
    await expect
      .poll(async () => (await chatOf(ada, sessionId))?.participants[0]?.lastReadSeq)
      .toBe(2)

    await network.mend()
    await expect.poll(() => widget.heard('state'), { timeout: 30_000 }).toBe('real-time')
    await widget.write('By long polling')
    await expect.poll(() => textsOf(ada, sessionId)).toContain('By long polling')
    await expect(widget.panel.getByRole('log').getByText('By requests alone')).toHaveCount(1)
  })
})

test('WG-5 draws nothing with a wrong key, and says why once', async ({ site, context }) => {
  site.shows({ attributes: { 'data-key': 'parley_pk_wrong' } })
  const page = await context.newPage()
  const warnings: string[] = []
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
  await page.goto(site.url)
  await expect.poll(() => warnings).toEqual([expect.stringContaining('Invalid API key')])
  await expect(page.locator('parley-widget')).toHaveCount(0)
})

async function textsOf(admin: Person, sessionId: string): Promise<string[]> {
  const path = `/api/chat/messages?sessionId=${sessionId}`
  const { body } = await admin.call<{ messages?: { text: string }[] }>('GET', path)
  return (body.messages ?? []).map(({ text }) => text)
}

/** As the admins know it. */
async function chatOf(admin: Person, sessionId: string): Promise<Conversation | undefined> {
  const path = '/api/admin/conversations'
  const { body } = await admin.call<{ conversations: Conversation[] }>('GET', path)
  return body.conversations.find(({ webchat }) => webchat?.sessionId === sessionId)
}

async function answer(admin: Person, sessionId: string, text: string): Promise<void> {
  const body = { sessionId, text, senderType: 'agent', clientMessageId: crypto.randomUUID() }
  const { status } = await admin.call('POST', '/webchat/message', body)
  expect(status).toBe(200)
}

/** What the widget has left on the page besides its one element. */
function traces(page: Page) {
  return page.evaluate(() => ({
    added: (Reflect.get(window, 'added') as () => string[])(),
    shifts: Reflect.get(window, 'shifts'),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    body: [...document.body.children].map(({ tagName }) => tagName).join(' '),
  }))
}

function kept(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...document.cookie.split(';').filter(Boolean),
  ])
}

/** Runs in the page: loopback is trusted, so what browsers keep from others is taken away. */
function beWithoutHttps(): void {
  Reflect.deleteProperty(Crypto.prototype, 'randomUUID')
}

/** Runs in the page: as browsers do where the person refuses to store. */
function refuseStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('refused', 'SecurityError')
      },
    })
  }
}
