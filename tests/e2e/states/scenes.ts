import { expect } from '@playwright/test'
import type { Conversation } from '@/lib/protocol'
import { directConversation, draft, type Person } from '../../app/support/people'
import type { ChatPage } from '../support/chatPage'
import type { Parley } from '../support/parley'
import type { World } from './journey'

/** Ada with Ben's conversation open: some said, something new from Chloe, Ben online. */
export async function conversing({ parley, open }: World): Promise<ChatPage> {
  await prepared(parley)
  await parley.online('ben')
  const chat = await open('ada')
  await chat.conversation('Ben').click()
  await expect(chat.message('Looking at it now.')).toBeVisible()
  return chat
}

export async function prepared(parley: Parley): Promise<void> {
  const [ada, ben, chloe] = [
    await parley.person('ada'),
    await parley.person('ben'),
    await parley.person('chloe'),
  ]
  await say(ada, ben, [
    [
      ben,
      'Presence feels instant now. I opened four tabs and only the last one closing took me offline.',
    ],
    [ben, 'Notes from the test: https://notes.example.com/presence/multi-tab-behaviour'],
    [ada, 'Great. I also tried pulling the network cable and nothing was lost.'],
    [ben, 'Can you look at the polling fallback?'],
    [ada, 'Looking at it now.'],
  ])
  await say(ada, chloe, [[chloe, 'The nightly build is green again']])
}

async function say(one: Person, other: Person, lines: [Person, string][]): Promise<void> {
  const { id } = await directConversation(one, other)
  for (const [sender, text] of lines) {
    await sender.call('POST', '/api/privatechat/message', draft(id, text))
  }
}

/** Ben says more to Ada. */
export async function sayMore(parley: Parley, lines: string[]): Promise<void> {
  const [ada, ben] = [await parley.person('ada'), await parley.person('ben')]
  await say(
    ada,
    ben,
    lines.map((line) => [ben, line]),
  )
}

/** A conversation of several pages, read to its end. */
export async function long(parley: Parley): Promise<void> {
  const lines = Array.from({ length: 80 }, (_, index) => `line ${index + 1}.`)
  await sayMore(parley, lines)
  const [ada, ben] = [await parley.person('ada'), await parley.person('ben')]
  const { id } = await directConversation(ada, ben)
  await ada.call('POST', '/api/privatechat/read', { conversationId: id, seq: lines.length })
}

/** Four people in one conversation. */
export async function group(parley: Parley): Promise<void> {
  const people = [
    await parley.person('ada'),
    await parley.person('ben'),
    await parley.person('chloe'),
    await parley.person('new'),
  ] as const
  const [ada, ben, chloe, guest] = people
  const { body } = await ada.call<{ conversation: Conversation }>(
    'POST',
    '/api/privatechat/conversations',
    { userIds: [ben.userId, chloe.userId, guest.userId], name: 'Support rota' },
  )
  const lines: [Person, string][] = [
    [ben, 'Who is in tomorrow?'],
    [chloe, 'I am, until four'],
    [chloe, 'Then somebody has to take over'],
    [guest, 'Not me, I am new here'],
    [ada, 'I will take the evening shift'],
  ]
  for (const [sender, text] of lines) {
    await sender.call('POST', '/api/privatechat/message', draft(body.conversation.id, text))
  }
}
