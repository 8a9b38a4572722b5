import type { MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Message } from '@/lib/protocol'
import { directConversation } from '../app/support/people'
import { expect, test } from './support/parley'

test('UI-103 a message is edited in the field, and the other sees it', async ({ openBoth }) => {
  const [ada, ben] = await openBoth()
  await ada.write('helo Ben')
  await expect(ben.message('helo Ben')).toHaveCount(1)
  await ada.composer.fill('half a thought')
  await ada.openMenu('helo Ben')
  await ada.menuItem('Edit').click()
  await expect(ada.page.getByText('Editing', { exact: true })).toBeVisible()
  await expect(ada.composer).toBeFocused()
  await expect(ada.composer).toHaveValue('helo Ben')
  await ada.write('hello Ben')
  for (const chat of [ada, ben]) {
    await expect(chat.message('hello Ben')).toContainText('edited')
    await expect(chat.message('helo Ben')).toHaveCount(0)
    await expect(chat.messages).toHaveCount(1)
  }
  await expect(ada.composer).toHaveValue('half a thought')
})

test('UI-102 UI-105 the keyboard edits, gives up, and reaches every message', async ({
  openBoth,
}) => {
  const [ada] = await openBoth()
  const { keyboard } = ada.page
  await ada.write('first')
  await ada.write('second')
  await expect(ada.message('second')).toHaveCount(1)
  await ada.page.bringToFront()
  await ada.composer.press('ArrowUp')
  await expect(ada.composer).toHaveValue('second')
  await ada.composer.press('Escape')
  await expect(ada.composer).toHaveValue('')
  await expect(ada.page.getByText('Editing', { exact: true })).toHaveCount(0)

  await ada.page.getByRole('log').focus()
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowUp')
  await expect(ada.message('first')).toBeFocused()
  await keyboard.press('Enter')
  await expect(ada.message('first').getByRole('button', { name: 'Message menu' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(ada.page.getByRole('menu')).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(ada.menuItem('Copy text')).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(ada.menuItem('Edit')).toBeFocused()
  await keyboard.press('Enter')
  await expect(ada.composer).toHaveValue('first')
  await expect(ada.composer).toBeFocused()
  await keyboard.type(', better')
  await keyboard.press('Enter')
  await expect(ada.message('first, better')).toHaveCount(1)
})

test('UI-104 deleting asks first and leaves a tombstone for both', async ({ openBoth }) => {
  const [ada, ben] = await openBoth()
  await ada.write('I should not have said this')
  await expect(ben.message('I should not')).toHaveCount(1)
  await ada.openMenu('I should not')
  await ada.menuItem('Delete').click()
  await ada.page.getByRole('button', { name: 'Cancel' }).click()
  await expect(ada.message('I should not')).toHaveCount(1)
  await ada.openMenu('I should not')
  await ada.menuItem('Delete').click()
  await ada.page.getByRole('button', { name: 'Delete message' }).click()
  for (const chat of [ada, ben]) {
    await expect(chat.message('Message deleted')).toHaveCount(1)
    await expect(chat.message('I should not')).toHaveCount(0)
  }
  await expect(ada.composer).toBeFocused()
  await ben.message('Message deleted').hover()
  await expect(ben.page.getByRole('button', { name: 'Message menu' })).toHaveCount(0)
})

test('UI-105 what others wrote can be copied and nothing else', async ({ openBoth, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [ada, ben] = await openBoth()
  await ben.write('copy me')
  await ada.page.bringToFront()
  await ada.openMenu('copy me')
  await expect(ada.page.getByRole('menuitem')).toHaveText(['Copy text'])
  await ada.menuItem('Copy text').click()
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe('copy me')
})

test('UI-106 what was edited and deleted while the tab was away shows without a reload', async ({
  network,
  open,
  parley,
}) => {
  const [adas, bens] = [await parley.person('ada'), await parley.person('ben')]
  const ada = await open('ada')
  await parley.online('ben')
  await ada.talkTo('Ben')
  const { id } = await directConversation(adas, bens)
  for (const text of ['one', 'two', 'three']) await say(text)
  await expect(ada.message('three')).toHaveCount(1)
  await network.cutSockets()
  await ada.hasStatus('Reconnecting…')
  const [one, two] = await stored()
  await bens.call('PATCH', `/api/privatechat/message/${one?.id}`, { text: 'number one' })
  await bens.call('DELETE', `/api/privatechat/message/${two?.id}`)
  await network.mend()
  await ada.hasStatus('Real-time', 20_000)
  await expect(ada.message('number one')).toContainText('edited')
  await expect(ada.message('Message deleted')).toHaveCount(1)
  await expect(ada.message('three')).toHaveCount(1)
  await expect(ada.messages).toHaveCount(3)

  async function say(text: string) {
    const message = { conversationId: id, text, clientMessageId: `key-${text}` }
    await bens.call('POST', '/api/privatechat/message', message)
  }

  async function stored(): Promise<Message[]> {
    const path = `/api/privatechat/messages/${id}`
    return (await bens.call<MessagesAnswer>('GET', path)).body.messages
  }
})

test('UI-105 a finger that rests on a message opens its menu', async ({
  browser,
  parley,
  open,
}) => {
  const context = await browser.newContext({ hasTouch: true })
  await parley.online('ben')
  const ada = await open('ada', context)
  await ada.talkTo('Ben')
  await ada.page.setViewportSize({ width: 390, height: 844 })
  await ada.composer.fill('hold me')
  await ada.send.tap()
  const text = ada.message('hold me').getByText('hold me')
  // A message that is not sent yet has no menu, and is drawn anew when it is.
  await expect(ada.page.getByText(/^Sent/)).toBeVisible()
  const box = await text.boundingBox()
  const touch = await context.newCDPSession(ada.page)
  const touchPoints = [{ x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 }]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(ada.menuItem('Copy text')).toBeVisible()
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(ada.menuItem('Copy text')).toBeVisible()
  await context.close()
})
