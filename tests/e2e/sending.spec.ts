import { readMessages } from '../app/support/people'
import { ChatPage } from './support/chatPage'
import { controlNetwork } from './support/network'
import { expect, test } from './support/parley'

const NUMBER = /quick \d+/
const numbers = Array.from({ length: 20 }, (_, index) => `quick ${index + 1}`)

test('twenty quick sends are twenty messages, in order, on both screens', async ({ openBoth }) => {
  const [ada, ben] = await openBoth()
  for (const text of numbers) await ada.write(text)
  await expect(ada.messages).toHaveCount(20)
  await expect(ben.messages).toHaveCount(20)
  expect(await ada.numbered(NUMBER)).toEqual(numbers)
  expect(await ben.numbered(NUMBER)).toEqual(numbers)
})

test('a double click on Send sends once', async ({ openBoth }) => {
  const [ada, ben] = await openBoth()
  await ada.composer.fill('only once')
  await ada.send.dblclick()
  await expect(ben.message('only once')).toHaveCount(1)
  await ada.page.reload()
  await ada.hasStatus('Real-time')
  await expect(ada.message('only once')).toHaveCount(1)
})

test('where WebSocket is blocked, messages go both ways all the same', async ({
  openBoth,
  network,
}) => {
  await network.refuseWebSocket()
  const [ada, ben] = await openBoth()
  await ada.write('around the wall')
  await expect(ben.message('around the wall')).toHaveCount(1)
  await ben.write('and back')
  await expect(ada.message('and back')).toHaveCount(1)
})

test('where every socket is blocked the chip says Polling, and messages still come and go', async ({
  browser,
  open,
  parley,
}) => {
  const context = await browser.newContext()
  const network = await controlNetwork(context)
  await network.cutSockets()
  const ben = await open('ben')
  const page = await context.newPage()
  await parley.visit(page, '/chat', 'ada')
  const ada = new ChatPage(page)
  await ada.hasStatus('Polling', 25_000)
  await expect(ben.person('Ada')).toBeVisible()

  await ada.talkTo('Ben')
  await ada.write('by request alone')
  await ben.talkTo('Ada')
  await expect(ben.message('by request alone')).toHaveCount(1)
  await ben.write('answered in real time')
  await expect(ada.message('answered in real time')).toHaveCount(1, { timeout: 15_000 })
  await context.close()
})

test('where nothing gets through, the text is back in the field and a toast says why', async ({
  openWithBen,
  network,
}) => {
  const ada = await openWithBen()
  await network.refuseSending()
  await network.cutSockets()
  await ada.write('do not lose me')
  await expect(ada.toast('Failed to send message')).toBeVisible({ timeout: 20_000 })
  await expect(ada.composer).toHaveValue('do not lose me')
  await expect(ada.message('do not lose me')).toHaveCount(0)

  await network.mend()
  await ada.composer.press('Enter')
  await expect(ada.message('do not lose me')).toHaveCount(1)
})

test('a failed message never overwrites what is being written', async ({
  openWithBen,
  network,
}) => {
  const ada = await openWithBen()
  const fail = await network.holdSending()
  await network.cutSockets()
  await ada.write('the first')
  await ada.composer.fill('the second, half written')
  fail()
  const failed = ada.message('the first')
  await expect(failed.getByText('Not sent.', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(ada.composer).toHaveValue('the second, half written')

  await network.mend()
  await failed.getByRole('button', { name: 'Retry' }).click()
  await expect(failed.getByText('Not sent.', { exact: true })).toHaveCount(0)
  await expect(failed).toHaveCount(1)
  await ada.page.reload()
  await expect(failed).toHaveCount(1)
  await expect(ada.composer).toHaveValue('the second, half written')
})

test('what is wrong with a message is said before it is sent', async ({ openWithBen, parley }) => {
  const ada = await openWithBen()
  await ada.composer.press('Enter')
  await expect(ada.toast('Write a message first.')).toBeVisible()
  await ada.composer.fill('a'.repeat(4001))
  await expect(ada.page.getByText(/4,?001/).first()).toBeVisible()
  await ada.composer.press('Enter')
  await expect(ada.composer).toHaveValue('a'.repeat(4001))
  const reader = await parley.person('ada')
  const id = new URL(ada.page.url()).pathname.split('/').at(-1) ?? ''
  expect(await readMessages(reader, id)).toEqual([])
})
