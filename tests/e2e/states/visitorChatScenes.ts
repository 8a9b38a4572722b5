import { expect } from '@playwright/test'
import type { OnlineUser } from '@/lib/protocol'
import { AdminPage } from '../support/adminPage'
import { ago, crowd, visitor } from '../support/crowd'
import { chatOf, type FakeChat, fakeChats } from '../support/fakeChats'
import { fakePresence } from '../support/fakePresence'
import { fakeRecords } from '../support/fakeRecords'
import type { Journey } from './journey'

const ben: OnlineUser = {
  ...visitor(70, { name: 'Ben', kind: 'user', role: 'agent' }),
  userId: 'u_ben',
}

/** The admins' page while visitors write. */
export const visitorChatScenes: Journey[] = [
  {
    name: 'a visitor who waits, and the conversation in the drawer',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakeChats(context, chats())
      const presence = await fakePresence(context, [...crowd(47), ben])
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await expect(admin.rows.nth(0)).toContainText('Waiting 1m')
      await admin.rows.nth(0).getByRole('link').click()
      const log = page.getByRole('log')
      await expect(log).toContainText('And is there a yearly price?')
      const { id: conversationId } = first().conversation
      const typing = { conversationId, userId: visitor(0).userId, isTyping: true }
      presence.tell('typing', { ...typing, preview: 'Also, can I pay by invo' })
      await admin.drawer.getByText('Also, can I pay by invo').waitFor()
      await look('A02 conversation', page)

      const seen = { conversationId, viewerId: 'tab-1', userId: 'u_ben', name: 'Ben' }
      presence.tell('conversation_viewing', { ...seen, isViewing: true })
      presence.tell('typing', { ...typing, userId: 'u_ben', name: 'Ben' })
      await admin.drawer.getByText('Ben is replying…').waitFor()
      await admin.drawer.getByRole('img', { name: 'Ben is viewing' }).waitFor()
      presence.offline(visitor(0).userId)
      await admin.drawer.getByText(/^Left/).first().waitFor()
      await look('A12 Ben is replying, visitor left', page)
    },
  },
  {
    name: 'notes, and what can be done, in the drawer',
    walk: async ({ context, page }, look) => {
      await fakeRecords(context)
      await fakeChats(context, chats())
      await fakePresence(context, [...crowd(47), ben])
      const admin = new AdminPage(page)
      await admin.open()
      await admin.hasRows(47)
      await admin.rows.nth(1).getByRole('link').click()
      await admin.drawer.getByText('Note by Ben').waitFor()
      await admin.drawer.getByRole('button', { name: 'Note for your team' }).click()
      await page.getByRole('textbox', { name: 'Note for your team' }).fill('Call her on Monday.')
      await look('A02 writing a note', page)
      await admin.drawer.getByRole('button', { name: 'Note for your team' }).click()
      await admin.drawer.getByRole('button', { name: 'Actions' }).click()
      await page.getByRole('menuitem', { name: 'Block visitor…' }).waitFor()
      await look('A02 actions', page)
      await page.getByRole('menuitem', { name: 'Block visitor…' }).click()
      await page.getByRole('dialog').waitFor()
      await look('A02 block', page)
    },
  },
]

function first(): FakeChat {
  return chatOf(
    visitor(0),
    [
      { by: 'visitor', text: 'Hi! Does the Team plan include the API?', secondsAgo: 90 },
      { by: 'visitor', text: 'And is there a yearly price?', secondsAgo: 75 },
    ],
    { waitingSince: ago(90), agentsReadSeq: 0 },
  )
}

/** One who waits, one of mine, one of Ben's. */
function chats(): FakeChat[] {
  const mine = chatOf(
    visitor(1, {}),
    [
      { by: 'visitor', text: 'Where is my invoice?', secondsAgo: 86_400 },
      { by: 'bot', text: 'A person will answer soon.', secondsAgo: 86_390 },
      { by: 'ben', text: 'It is in your account, under Billing.', secondsAgo: 600 },
      { by: 'ada', text: 'And I have sent it by mail.', secondsAgo: 300 },
    ],
    { assigneeId: 'u_ada' },
  )
  const [note] = chatOf(visitor(1), [
    { by: 'ben', text: 'She called yesterday.', secondsAgo: 500 },
  ]).messages
  const theirs = chatOf(visitor(6), [{ by: 'visitor', text: 'Hello?', secondsAgo: 200 }], {
    assigneeId: 'u_ben',
  })
  return [
    first(),
    { ...mine, notes: note ? [{ ...note, id: 'n_1', clientMessageId: 'n_1' }] : [] },
    theirs,
  ]
}
