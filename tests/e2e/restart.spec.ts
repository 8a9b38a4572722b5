import { directConversation, draft } from '../app/support/people'
import { expect, test } from './support/parley'

test.use({ storage: 'embedded' })

test('a restart is not mentioned for two seconds, then said, and nothing is missed', async ({
  open,
  parley,
}) => {
  const ada = await open('ada')
  const ben = await open('ben')
  await ada.talkTo('Ben')
  await ada.write('before the restart')
  await expect(ada.page.getByText(/^Sent /)).toBeVisible()

  await ada.composer.fill('half a sen')
  await parley.kill()
  await ada.composer.pressSequentially('tence')
  await expect(ada.status()).toHaveText('Status: Real-time')
  await expect(ada.page.getByText('Live updates are off.')).toHaveCount(0)
  await expect(ada.status()).toHaveText(/Status: (Reconnecting…|Offline|Polling)/, {
    timeout: 5000,
  })

  await parley.start()
  const [somebody, other] = [await parley.person('ben'), await parley.person('ada')]
  const conversation = await directConversation(somebody, other)
  await somebody.call(
    'POST',
    '/api/privatechat/message',
    draft(conversation.id, 'while you were away'),
  )

  await ada.hasStatus('Real-time', 25_000)
  await expect(ada.message('while you were away')).toHaveCount(1)
  await expect(ada.message('before the restart')).toHaveCount(1)
  await expect(ada.composer).toHaveValue('half a sentence')
  await ada.composer.press('Enter')
  await ben.hasStatus('Real-time', 25_000)
  await ben.talkTo('Ada')
  await expect(ben.message('half a sentence')).toHaveCount(1)
  await expect(ben.messages).toHaveCount(3)
})

test('a short drop is not mentioned, and what was missed is there', async ({
  openBoth,
  network,
}) => {
  const [ada, ben] = await openBoth()
  const words = await ada.watchStatus()
  await network.cutSockets()
  await network.mend()
  await ben.write('while the line was down')
  await expect(ada.message('while the line was down')).toHaveCount(1)
  await ada.hasStatus('Real-time')
  expect(words).toEqual([])
})
