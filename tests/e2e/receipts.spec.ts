import type { ConversationsAnswer } from '@/lib/privateChatProtocol'
import { expect, test } from './support/parley'

test('UI-107 a message is sent, delivered to a device that has it, and read by who looks', async ({
  open,
}) => {
  const ada = await open('ada')
  const ben = await open('ben')
  await ada.talkTo('Ben')
  await ben.page.close()
  await expect(ada.page.getByRole('button', { name: /^Ben, offline/ })).toBeVisible()
  await ada.write('Are you there?')
  await expect(ada.page.getByText(/^Sent \d/)).toBeVisible()

  const benAgain = await open('ben')
  await expect(benAgain.conversation('Ada')).toContainText('Are you there?')
  await expect(ada.page.getByText('Delivered', { exact: true })).toBeVisible()
  await expect(ada.page.getByText(/^Sent \d/)).toHaveCount(0)

  await benAgain.page.bringToFront()
  await benAgain.conversation('Ada').click()
  await expect(ada.page.getByText(/^Read \d/)).toBeVisible()
  await expect(ada.page.getByText('Delivered', { exact: true })).toHaveCount(0)
})

test('UI-107 a message to a group is delivered when everybody has it', async ({ open, parley }) => {
  const [ada, ben, chloe] = [
    await parley.person('ada'),
    await parley.person('ben'),
    await parley.person('chloe'),
  ]
  const userIds = [ben.userId, chloe.userId]
  await ada.call('POST', '/api/privatechat/conversations', { userIds, name: 'Lunch' })
  const chat = await open('ada')
  await open('ben')
  await chat.page.bringToFront()
  await chat.conversation('Lunch').click()
  await chat.write('Who is hungry?')
  await expect(chat.page.getByText(/^Sent \d/)).toBeVisible()
  await expect.poll(async () => (await deliveredTo(ben.userId))?.lastDeliveredSeq).toBe(2)
  await expect(chat.page.getByText(/^Sent \d/)).toBeVisible()
  await open('chloe')
  await expect(chat.page.getByText('Delivered', { exact: true })).toBeVisible()

  async function deliveredTo(userId: string) {
    const { body } = await ada.call<ConversationsAnswer>('GET', '/api/privatechat/conversations')
    const [lunch] = body.conversations
    return lunch?.participants.find((person) => person.userId === userId)
  }
})
