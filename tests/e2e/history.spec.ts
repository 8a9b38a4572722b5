import type { Page } from '@playwright/test'
import { directConversation, draft, type Person } from '../app/support/people'
import { expect, test } from './support/parley'

test('reading back loads older messages without moving what is being read', async ({
  open,
  parley,
}) => {
  const [ada, ben] = [await parley.person('ada'), await parley.person('ben')]
  const conversation = await directConversation(ada, ben)
  await fill(ben, conversation.id, 180)
  await ada.call('POST', '/api/privatechat/read', { conversationId: conversation.id, seq: 180 })

  const chat = await open('ada')
  await chat.conversation('Ben').click()
  await expect(chat.message('line 180.')).toBeVisible()
  await expect(chat.message('line 1.')).toHaveCount(0)

  const log = chat.page.getByRole('log')
  await log.hover()
  let largestMove = 0
  while ((await chat.message('line 1.').count()) === 0) {
    await chat.page.mouse.wheel(0, -400)
    largestMove = Math.max(largestMove, await moveWhileLoading(chat.page))
  }
  expect(largestMove).toBeLessThan(1)
  await expect(
    chat.page.getByText('This is the start of your conversation with Ben.'),
  ).toBeVisible()
})

test('a newcomer in the conversation does not pull the reader down; a pill counts', async ({
  open,
  parley,
}) => {
  const [ada, ben] = [await parley.person('ada'), await parley.person('ben')]
  const conversation = await directConversation(ada, ben)
  await fill(ben, conversation.id, 60)
  await ada.call('POST', '/api/privatechat/read', { conversationId: conversation.id, seq: 60 })
  const chat = await open('ada')
  await chat.conversation('Ben').click()
  await expect(chat.message('line 60.')).toBeVisible()
  await chat.page.getByRole('log').hover()
  await chat.page.mouse.wheel(0, -1200)
  await expect(chat.message('line 60.')).not.toBeInViewport()
  await ben.call('POST', '/api/privatechat/message', draft(conversation.id, 'something new'))
  const pill = chat.page.getByRole('button', { name: /1 new message/ })
  await expect(pill).toBeVisible()
  await expect(chat.message('line 60.')).not.toBeInViewport()
  await pill.click()
  await expect(chat.message('something new')).toBeInViewport()
})

async function fill(sender: Person, conversationId: string, count: number): Promise<void> {
  for (let line = 1; line <= count; line += 1) {
    await sender.call('POST', '/api/privatechat/message', draft(conversationId, `line ${line}.`))
  }
}

/** How far the topmost visible message moves between two frames after the wheel has come to rest. */
function moveWhileLoading(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const log = document.querySelector('[role="log"]')
    const top = () => log?.getBoundingClientRect().top ?? 0
    const articles = () => [...document.querySelectorAll<HTMLElement>('article')]
    for (let still = 0, last = log?.scrollTop; still < 3; still += 1) {
      await frame()
      if (log?.scrollTop !== last) still = 0
      last = log?.scrollTop
    }
    const watched = articles().find((it) => it.getBoundingClientRect().top >= top())
    const text = watched?.textContent
    const before = watched?.getBoundingClientRect().top ?? 0
    for (let frames = 0; frames < 12; frames += 1) await frame()
    const same = articles().find((it) => it.textContent === text)
    return same ? Math.abs(same.getBoundingClientRect().top - before) : 0
  })
}

test('what is unread is opened where it begins', async ({ open, parley }) => {
  const [ada, ben] = [await parley.person('ada'), await parley.person('ben')]
  const conversation = await directConversation(ada, ben)
  await fill(ben, conversation.id, 60)
  await ada.call('POST', '/api/privatechat/read', { conversationId: conversation.id, seq: 20 })
  const chat = await open('ada')
  await chat.conversation('Ben').click()
  await expect(chat.page.getByRole('separator', { name: 'New messages' })).toBeInViewport()
  await expect(chat.message('line 21.')).toBeInViewport()
  await expect(chat.message('line 60.')).not.toBeInViewport()
})
