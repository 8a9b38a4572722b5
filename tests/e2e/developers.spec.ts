import type { Page } from '@playwright/test'
import { request } from '../app/support/people'
import { askGateway } from '../app/support/pushes'
import { inspect } from './support/inspect'
import { expect, type Parley, test } from './support/parley'

test.use({ server: 'own' })

test('DV-10 DV-11 a key is made, kept in sight until it is saved, and revoked by its name', async ({
  page,
}) => {
  test.slow()
  await openDevelopers(page)
  await look('P01 keys', page)
  await button(page, 'Create key').click()
  await page.getByText('Secret', { exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByText('Choose what it can do.')).toBeVisible()
  await look('P01 create with errors', page)
  await page.getByLabel('Name').fill('Production server')
  await page.getByLabel(/^push/).check()
  await page.keyboard.press('Enter')
  const secret = page.getByRole('textbox', { name: 'The new key' })
  await expect(secret).toHaveValue(/^parley_sk_/)
  await expect(secret).toBeFocused()
  await look('P01 new secret', page)
  const warned = page.waitForEvent('dialog')
  await page.evaluate(() => void setTimeout(() => location.reload()))
  await (await warned).dismiss()
  await button(page, 'I’ve saved it').click()
  await expect(secret).toHaveCount(0)
  await menu(page, 'Production server', 'Revoke…')
  await expect(button(page, 'Revoke key')).toBeDisabled()
  await look('P01 revoke', page)
  await page.getByLabel('Type “Production server” to go on').fill('Production server')
  await button(page, 'Revoke key').click()
  await expect(page.getByRole('cell', { name: 'Production server' })).toHaveCount(0)
  await page.route('**/api/admin/keys', (route) => route.abort())
  await page.reload()
  await expect(page.getByText('Couldn’t load the keys.')).toBeVisible()
  await look('P01 error', page)
})

test('DV-12 a site waits for its first visit, refuses a page, and takes it in', async ({
  page,
  parley,
}) => {
  test.slow()
  await openDevelopers(page, 'Sites')
  await button(page, 'Add site').click()
  await page.getByLabel('Domain').fill('acme.test')
  await page.getByRole('dialog').getByRole('button', { name: 'Add site' }).click()
  await expect(page.getByText('Waiting for the first visit from acme.test…')).toBeVisible()
  await expect(page.getByText(snippetOf(parley)).first()).toBeVisible()
  expect(await visitFrom(parley, 'https://shop.acme.test')).toBe(403)
  await expect(page.getByText('https://shop.acme.test')).toBeVisible()
  await look('P02 refused origin', page)
  await button(page, 'Allow it: https://shop.acme.test').click()
  await page.getByRole('menuitem', { name: 'as a page of acme.test' }).click()
  await expect(button(page, 'Allow it: https://shop.acme.test')).toHaveCount(0)
  expect(await visitFrom(parley, 'https://shop.acme.test')).toBe(200)
  await expect(page.getByText(/^Connected – last visit/)).toBeVisible()
  await look('P02 connected', page)
})

test('DV-14 DV-15 DV-16 DV-18 hours are previewed, a secret is rotated, a site keeps its look', async ({
  page,
}) => {
  test.slow()
  await openDevelopers(page, 'Office hours')
  await button(page, 'Monday to Friday, 9 to 17').click()
  await expect(page.getByText('Back on Monday')).toBeVisible()
  await button(page, 'Add a closed day').press('Enter')
  await expect(page.getByLabel('Closed day 1', { exact: true })).toBeFocused()
  await page.getByLabel('Closed day 1', { exact: true }).fill(nextMonday())
  await page.getByLabel('Name of closed day 1').fill('Founders’ day')
  await expect(page.getByText('Back on Tuesday')).toBeVisible()
  await button(page, 'Add a closed day').press('Enter')
  await page.getByLabel('Closed day 2', { exact: true }).fill(nextMonday())
  await button(page, 'Save office hours').click()
  await expect(page.getByText('This day is there already.')).toBeVisible()
  await look('P08 office hours', page)
  await button(page, `Remove ${nextMonday()}`).click()
  await expect(button(page, 'Add a closed day')).toBeFocused()
  await button(page, 'Save office hours').click()
  await expect(page.getByText('Office hours saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name of closed day 1')).toHaveValue('Founders’ day')

  await section(page, 'Identity').click()
  for (const [ask, name] of [
    ['Create secret', 'Shop back end'],
    ['Rotate', 'New back end'],
  ] as const) {
    await button(page, ask).click()
    await page.getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Create secret' }).click()
    await expect(page.getByRole('textbox', { name: 'The identity secret' })).toHaveValue(
      /^parley_is_/,
    )
    await button(page, 'I’ve saved it').click()
  }
  await expect(button(page, 'Rotate')).toHaveCount(0)
  await look('P09 identity secrets', page)
  await menu(page, 'Shop back end', 'Retire…')
  await page.getByLabel('Type “Shop back end” to go on').fill('Shop back end')
  await button(page, 'Retire secret').click()
  await expect(button(page, 'Rotate')).toBeVisible()

  await section(page, 'Sites').click()
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click()
  await page.getByLabel('Brand colour', { exact: true }).fill('#ffd400')
  await page.getByLabel('Greeting').fill('Hello! Need help?')
  await look('P10 look of a site', page)
  await button(page, 'Save').click()
  await expect(page.getByText('#ffd400')).toBeVisible()
})

test('DV-13 DV-19 a push is tried and listed, an endpoint fails, a team grows, and all is in the log', async ({
  page,
  parley,
}) => {
  test.slow()
  await parley.online('ben')
  await openDevelopers(page, 'Test push')
  await expect(page.getByText(/^\d+ connected users?, \d+ connections?$/)).toBeVisible()
  await send(page, 'u_ben')
  await expect(page.getByText('Message sent to user u_ben', { exact: true })).toBeVisible()
  await expect(page.getByText(`curl -X POST ${parley.url}/api/gateway/send`)).toBeVisible()
  await look('P04 sent', page)
  await send(page, 'u_chloe')
  await expect(page.getByText('User u_chloe is not connected', { exact: true })).toBeVisible()
  await page.getByLabel('Message, as JSON').fill('{')
  await page.getByLabel('User id').focus()
  await expect(page.getByText(/^This is not JSON/)).toBeVisible()
  await look('P04 not connected', page)

  await section(page, 'Events').click()
  const events = page.getByRole('table', { name: 'Events' }).getByRole('row')
  await expect(page.getByRole('row', { name: /notification to u_ben Delivered/ })).toBeVisible()
  await expect(events.filter({ hasText: 'u_chloe' })).toContainText('Not connected')
  await pushAs(parley, 'order.shipped')
  await expect(events.filter({ hasText: 'order.shipped' })).toContainText('Delivered')
  await look('P11 events', page)
  await button(page, 'Show order.shipped, Delivered, u_ben').press('Enter')
  await expect(page.getByText('"event": "order.shipped"')).toBeVisible()
  await look('P11 an event', page)
  await page.keyboard.press('Escape')
  await button(page, 'Pause').click()
  await expect(button(page, 'Resume')).toBeVisible()
  await page.route('**/api/gateway/events*', (route) => route.abort())
  await button(page, 'Resume').click()
  await expect(page.getByText(/^Couldn’t load the events\./)).toBeVisible()
  await expect(events.filter({ hasText: 'order.shipped' })).toBeVisible()
  await look('P11 events offline', page)

  await section(page, 'Webhooks').click()
  await expect(page.getByText('No endpoints yet')).toBeVisible()
  await look('P03 no endpoints', page)
  await button(page, 'Add endpoint').click()
  await page.getByLabel('Address').fill('https://hook.acme.invalid/parley')
  await page.getByRole('dialog').getByRole('button', { name: 'Add endpoint' }).click()
  await expect(page.getByRole('textbox', { name: 'The signing secret' })).toHaveValue(/^whsec_/)
  await button(page, 'I’ve saved it').click()
  await button(page, 'Send test event').click()
  await expect(page.getByText(/· 1 try/)).toBeVisible({ timeout: 20_000 })
  await look('P03 a failure', page)
  await button(page, 'Show webhook.test').click()
  await expect(page.getByText('"type": "webhook.test"')).toBeVisible()
  await look('P03 payload', page)
  await button(page, 'Redeliver').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await section(page, 'Team').click()
  await page.getByLabel('E-mail').fill('dan@example.com')
  await button(page, 'Send invitation').click()
  await expect(button(page, 'Take back the invitation to dan@example.com')).toBeVisible()
  await menu(page, 'Chloe', 'Make agent')
  await expect(page.getByRole('row', { name: /Chloe.*Agent/ })).toBeVisible()
  await look('P05 team', page)
  await section(page, 'Audit log').click()
  await expect(page.getByText('changed the role of Chloe')).toBeVisible()
  await look('P06 audit log', page)
})

test.describe('where nothing is stored', () => {
  test.use({ server: 'shared' })

  test('DV-9 agents and members are told whose page it is', async ({ page }) => {
    await page.goto('/developers?as=ben')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Only owners and admins see this',
    )
    await inspect('P07 not a manager', page)
  })
})

const look = (state: string, page: Page) => test.step(state, () => inspect(state, page))

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Developers' }).getByRole('link', { name, exact: true })

async function openDevelopers(page: Page, name = 'API keys'): Promise<void> {
  await page.goto('/developers?as=ada')
  await expect(page.getByText('Demo back end')).toBeVisible({ timeout: 20_000 })
  await section(page, name).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

async function menu(page: Page, of: string, item: string): Promise<void> {
  await button(page, `${of}, actions`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function send(page: Page, userId: string): Promise<void> {
  await page.getByLabel('User id').fill(userId)
  await button(page, 'Send').click()
}

/** As the tenant's back end does, under a name that no page of ours knows. */
async function pushAs({ url }: Parley, event: string): Promise<void> {
  const push = { userId: 'u_ben', event, message: { order: 7 } }
  const { status } = await askGateway(url, 'POST', 'send', push)
  expect(status).toBe(200)
}

/** The first one after today, as the zone of a new tenant has it. */
function nextMonday(): string {
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7))
  return day.toISOString().slice(0, 10)
}

function snippetOf({ url }: Parley): string {
  return `<script async src="${url}/widget.js" data-key="parley_pk_demo"></script>`
}

/** A page of the origin shows the demo's key, as the widget does. */
async function visitFrom({ url }: Parley, origin: string): Promise<number> {
  const shown = { origin, token: 'parley_pk_demo' }
  return (await request(url, 'GET', '/api/chat/website', shown)).status
}
