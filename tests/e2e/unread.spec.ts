import type { ConversationsAnswer } from '@/lib/privateChatProtocol'
import { directConversation, draft, type Person } from '../app/support/people'
import { expect, test } from './support/parley'

test('title, rail and list tell the same number of unread messages, and all forget it', async ({
  open,
  parley,
}) => {
  const chat = await open('ada')
  const [ada, ben, chloe] = [
    await parley.person('ada'),
    await parley.person('ben'),
    await parley.person('chloe'),
  ]
  const withBen = await directConversation(ada, ben)
  const withChloe = await directConversation(ada, chloe)
  for (const text of ['one', 'two'])
    await ben.call('POST', '/api/privatechat/message', draft(withBen.id, text))
  await chloe.call('POST', '/api/privatechat/message', draft(withChloe.id, 'three'))

  await expect(chat.page).toHaveTitle(/^\(3\) /)
  await expect(
    chat.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /3 unread/ }),
  ).toBeVisible()
  await expect(chat.chats.getByRole('link', { name: /^Ben.*2 unread/ })).toBeVisible()
  await expect(chat.chats.getByRole('link', { name: /^Chloe.*1 unread/ })).toBeVisible()

  await chat.page.bringToFront()
  await chat.conversation('Ben').click()
  await expect(chat.page.getByRole('separator', { name: 'New messages' })).toBeVisible()
  await expect(chat.page).toHaveTitle(/^\(1\) /)
  await expect.poll(() => unreadBy(ada, withBen.id)).toBe(0)
  await chat.conversation('Chloe').click()
  await expect(chat.page).not.toHaveTitle(/^\(/)
})

/** What the server takes for unread: being looked at for half a second makes a message read. */
async function unreadBy(reader: Person, conversationId: string): Promise<number | undefined> {
  const { body } = await reader.call<ConversationsAnswer>('GET', '/api/privatechat/conversations')
  return body.conversations.find(({ id }) => id === conversationId)?.unreadCount
}
