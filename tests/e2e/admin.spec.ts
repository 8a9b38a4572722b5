import { visitorName } from '@/lib/pageFacts'
import { askAsPage, identityToken, newIdentitySecret } from '../app/support/identityTokens'
import { signIn } from '../app/support/people'
import { newVisitor, visit, write } from '../app/support/visitors'
import { AdminPage } from './support/adminPage'
import { ago, crowd, visitor } from './support/crowd'
import { chatOf, fakeChats } from './support/fakeChats'
import { fakePresence } from './support/fakePresence'
import { fakeRecords } from './support/fakeRecords'
import { inspect } from './support/inspect'
import { expect, test } from './support/parley'

test.use({ server: 'shared' })

test('UA-12 a member is told that only admins see who is there', async ({ page }) => {
  await page.goto('/admin?as=ben')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Only admins see who is on the websites',
  )
  await expect(page.getByRole('link', { name: 'Back to chats' })).toBeVisible()
})

test('UA-13 a visitor comes, goes to another page and leaves, and the table follows', async ({
  page,
  parley,
}) => {
  const admin = new AdminPage(page)
  await page.goto('/admin?as=ada')
  const { token, userId } = await newVisitor(parley.url)
  const start = { url: 'http://localhost:8080/pricing', title: 'Pricing', domain: 'localhost' }
  const socket = await visit(parley.url, { auth: { token }, page: start })
  const row = admin.rows.filter({ hasText: visitorName({ userId }) })
  await expect(row).toContainText('/pricing')
  await row.getByRole('link').click()
  await expect(admin.drawer).toContainText('Now on Pricing')

  await socket.demand('user_activity', { url: 'http://localhost:8080/checkout', title: 'Checkout' })
  await expect(row).toContainText('/checkout')
  await admin.drawer.getByRole('tab', { name: 'Journey' }).click()
  await expect(admin.drawer.getByRole('listitem')).toHaveCount(2)
  await expect(admin.drawer.getByRole('listitem').first()).toContainText('Checkout')

  socket.close()
  await expect(admin.drawer).toContainText(/Left \d+ s ago/)
  await page.keyboard.press('Escape')
  await expect(admin.drawer).toHaveCount(0)
})

test('UA-14 Back closes the drawer, Forward opens it, and Esc leaves no entry behind', async ({
  page,
  context,
}) => {
  await fakeRecords(context)
  await fakePresence(context, crowd(47))
  const admin = new AdminPage(page)
  await admin.open()
  await admin.hasRows(47)
  const entries = () => page.evaluate(() => window.history.length)
  const before = await entries()

  await admin.rows.nth(2).getByRole('link').click()
  await expect(admin.drawer).toBeVisible()
  await page.goBack()
  await expect(admin.drawer).toHaveCount(0)
  await expect(admin.rows.nth(2).getByRole('link')).toBeFocused()
  await page.goForward()
  await expect(admin.drawer).toBeVisible()

  await admin.rows.nth(4).getByRole('link').click()
  await admin.search.fill('germany')
  await admin.search.blur()
  await expect(page).toHaveURL(/q=germany&user=/)
  await admin.drawer.getByRole('tab', { name: 'Journey' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(admin.drawer).toHaveCount(0)
  await expect(page).toHaveURL(/\/admin\?q=germany$/)
  expect(await entries()).toBe(before + 1)

  await page.goForward()
  await expect(admin.drawer).toBeVisible()
})

test('UA-38 of more than the list holds all are counted, and UA-39 who is in a chat has a row', async ({
  page,
  context,
}) => {
  const far = visitor(10_005, { name: 'Guest from afar' })
  await fakeRecords(context, { details: { user: far } })
  const said = { by: 'visitor', text: 'Hello?', secondsAgo: 30 } as const
  await fakeChats(context, [chatOf(far, [said], { waitingSince: ago(30) })])
  const presence = await fakePresence(context, crowd(10_012))
  const admin = new AdminPage(page)
  await admin.open()
  await expect(page.getByText('Showing the 10,000 most recent of 10,012')).toBeVisible()
  await expect(admin.segment('All')).toHaveText('All10,012')
  await expect(admin.segment('Active')).toHaveText('Active8,344')
  await expect(admin.segment('Idle')).toHaveText('Idle1,668')

  const row = admin.row('Guest from afar')
  await expect(row).toContainText('Waiting')
  await expect(row).toContainText(far.title ?? '')
  await expect(row).not.toContainText('Left')
  await admin.segment('Waiting').click()
  presence.offline(far.userId)
  await expect(row).toContainText('Left')
})

test.describe('where a conversation stays', () => {
  test.use({ server: 'own' })

  test('UA-20 a visitor writes, and an admin answers, notes, closes and opens again', async ({
    page,
    parley,
  }) => {
    const admin = new AdminPage(page)
    await page.goto('/admin?as=ada')
    await admin.hasStatus('Real-time')
    const { token, userId } = await newVisitor(parley.url)
    const start = { url: 'http://localhost:8080/pricing', title: 'Pricing', domain: 'localhost' }
    const visitor = await visit(parley.url, { auth: { token }, page: start })
    const say = (text: string) =>
      visitor.demand('message', { text, clientMessageId: crypto.randomUUID() })
    const { conversationId } = await say('Is there a yearly price?')

    const row = admin.rows.filter({ hasText: visitorName({ userId }) })
    await expect(row).toContainText('Waiting')
    await expect(page).toHaveTitle(/^\(\d+\) /)
    await page
      .getByRole('button', { name: /^Waiting/ })
      .or(page.getByText(/^Waiting/))
      .first()
      .click()
    await row.getByRole('link').click()
    const thread = page.getByRole('log')
    await expect(thread).toContainText('Is there a yearly price?')
    visitor.tell('typing', { conversationId, isTyping: true, preview: 'Also, can I pay by inv' })
    await expect(admin.drawer).toContainText('Visitor is typing: Also, can I pay by inv')

    const field = page.getByRole('textbox', { name: /^Message Visitor/ })
    await field.fill('Yes, ten months for twelve.')
    await field.press('Enter')
    await expect(thread).toContainText('Yes, ten months for twelve.')
    await expect(admin.drawer).toContainText('Assigned to you')
    await expect(row).toContainText('You')
    // No longer among those who wait, and kept in place by the pointer: online all the same.
    await expect(row).not.toContainText('Left')

    await admin.drawer.getByRole('button', { name: 'Note for your team' }).click()
    await page.getByRole('textbox', { name: 'Note for your team' }).fill('Send an offer.')
    await page.getByRole('button', { name: 'Add note' }).click()
    await expect(thread.getByText('Note by Ada')).toBeVisible()

    await admin.drawer.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Close conversation' }).click()
    await expect(admin.drawer).toContainText('This conversation is closed.')
    await say('One more thing')
    await expect(thread).toContainText('One more thing')
    await expect(admin.drawer).not.toContainText('This conversation is closed.')
    visitor.close()
  })

  test('UA-24 UA-30 UA-34 UA-36 two admins share a visitor, who is written to first, taken over and blocked', async ({
    page,
    context,
    parley,
  }) => {
    const team = await signIn(parley.url, 'ada')
    await team.call('PATCH', '/api/admin/team/u_ben', { role: 'agent' })
    const { token, userId } = await newVisitor(parley.url)
    const start = { url: 'http://localhost:8080/pricing', title: 'Pricing', domain: 'localhost' }
    const visitor = await visit(parley.url, { auth: { token }, page: start })
    const say = (text: string) =>
      visitor.ask('message', { text, clientMessageId: crypto.randomUUID() })

    const ada = new AdminPage(page)
    await page.goto('/admin?as=ada')
    const row = ada.rows.filter({ hasText: visitorName({ userId }) })
    await row.hover()
    await row.getByRole('button', { name: 'Start chat' }).click()
    const field = page.getByRole('textbox', { name: /^Message Visitor/ })
    await field.fill('Can I help?')
    await field.press('Enter')
    await expect(ada.drawer).toContainText('Assigned to you')

    const ben = new AdminPage(await context.newPage())
    await ben.page.goto(`/admin?user=${userId}&as=ben`)
    await expect(ben.page.getByRole('log')).toContainText('Can I help?')
    await expect(ada.drawer.getByRole('img', { name: 'Ben is viewing' })).toBeVisible()
    await ben.drawer.getByRole('button', { name: 'Take over' }).click()
    await expect(ada.drawer).toContainText('Assigned to Ben')
    await expect(row).toContainText('Ben')

    await ada.drawer.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Block visitor…' }).click()
    await page.getByRole('button', { name: 'Block visitor' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(await say('Hello?')).toMatchObject({ success: false })
    await ben.drawer.getByRole('button', { name: 'Actions' }).click()
    await ben.page.getByRole('menuitem', { name: 'Unblock visitor' }).click()
    await expect.poll(() => say('Hello again')).toMatchObject({ success: true })
    await expect(page.getByRole('log')).toContainText('Hello again')
    visitor.close()

    const guest = await newVisitor(parley.url)
    await write(parley.url, guest, { text: 'It is me' })
    const proof = await identityToken(await newIdentitySecret(team), { userId: 'user-7' })
    const identity = { identityToken: proof, token: guest.token }
    await askAsPage(parley.url, '/api/chat/identify', identity)
    await page.goto(`/admin?user=${guest.userId}`)
    await expect(ada.drawer).toContainText('It is me')
    await expect(page).toHaveURL(/user=user-7/)
    await page.goto('/admin?user=v_nobody')
    await expect(ada.drawer).toContainText('Nobody is known by this address')
    await inspect('A12 nobody known', page)
    await ada.drawer.getByRole('button', { name: 'Show all online users' }).click()
    await expect(ada.drawer).toHaveCount(0)
  })
})
