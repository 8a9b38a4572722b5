import { expect, test } from './support/parley'

test.use({ storage: 'embedded' })

test('somebody who opens the chat appears in Online Users, and goes after the last tab', async ({
  open,
  complaints,
}) => {
  const ada = await open('ada')
  await expect(ada.onlineUsers.getByText('1 user online')).toBeVisible()

  const ben = await open('ben')
  await expect(ada.onlineUsers.getByText('2 users online')).toBeVisible()
  await expect(ada.person('Ben')).toBeVisible({ timeout: 1500 })
  await expect(ada.onlineUsers.getByRole('heading', { name: 'Online Users' })).toBeVisible()

  const benAgain = await open('ben')
  await ben.page.close()
  await expect(benAgain.person('Ada')).toBeVisible()
  // Longer than the grace: whoever were to go would be gone.
  const chloe = await open('chloe')
  await chloe.page.close()
  await expect(ada.person('Chloe')).toBeVisible()
  await expect(ada.person('Chloe')).toBeHidden()
  await expect(ada.person('Ben')).toBeVisible()

  await benAgain.page.close()
  await expect(ada.person('Ben')).toBeHidden()
  expect(complaints).toEqual([])
})

test('two people in two tabs of one browser write to each other', async ({ open, complaints }) => {
  const ada = await open('ada')
  const ben = await open('ben')

  await ada.talkTo('Ben')
  await ada.write('Hello Ben')
  await expect(ada.message('Hello Ben')).toHaveCount(1)
  await expect(ada.composer).toHaveValue('')

  await expect(ben.conversation('Ada')).toContainText('Hello Ben')
  await ben.conversation('Ada').click()
  await expect(ben.message('Hello Ben')).toHaveCount(1)
  await ben.write('Hello Ada')

  await expect(ada.message('Hello Ada')).toHaveCount(1)
  await expect(ada.messages).toHaveCount(2)
  await expect(ben.messages).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('the other sees that somebody is typing, and that it was read', async ({ open }) => {
  const ada = await open('ada')
  const ben = await open('ben')
  await ada.talkTo('Ben')
  await ben.talkTo('Ada')

  await ben.composer.pressSequentially('Hm')
  await expect(ada.page.getByText('Ben is typing…').first()).toBeVisible()
  await ben.composer.fill('')
  await expect(ada.page.getByText('Ben is typing…')).toHaveCount(0)

  await ada.write('Have you seen this?')
  await ben.page.bringToFront()
  await expect(ben.message('Have you seen this?')).toBeVisible()
  await expect(ada.page.getByText(/^Read \d/)).toBeVisible()
})

test('a page opened on a conversation shows it with its messages', async ({ open, parley }) => {
  const ada = await open('ada')
  await parley.online('ben')
  await ada.talkTo('Ben')
  await ada.write('Still here after a reload')
  await expect(ada.page).toHaveURL(/\/chat\/[^/?]+/)
  await ada.page.reload()
  await ada.hasStatus('Real-time')
  await expect(ada.message('Still here after a reload')).toHaveCount(1)
  await ada.page.goto(`${parley.url}/chat/c_nowhere`)
  await expect(
    ada.page.getByText('This conversation doesn’t exist or you’re not part of it.'),
  ).toBeVisible()
})
