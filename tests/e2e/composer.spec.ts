import { expect, test } from './support/parley'

test('Enter that confirms a composed word sends nothing; the next Enter does', async ({
  openBoth,
  context,
}) => {
  const [ada, ben] = await openBoth()
  await ada.composer.focus()
  const session = await context.newCDPSession(ada.page)
  await session.send('Input.imeSetComposition', {
    text: 'にほん',
    selectionStart: 3,
    selectionEnd: 3,
  })
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  })
  await session.send('Input.insertText', { text: 'にほん' })
  await expect(ada.composer).toHaveValue('にほん')
  await expect(ada.messages).toHaveCount(0)
  await ada.composer.press('Enter')
  await expect(ben.message('にほん')).toHaveCount(1)
})

test('Shift Enter makes a line, Enter sends both', async ({ openBoth }) => {
  const [ada, ben] = await openBoth()
  await ada.composer.pressSequentially('first')
  await ada.composer.press('Shift+Enter')
  await ada.composer.pressSequentially('second')
  await expect(ada.composer).toHaveValue('first\nsecond')
  await ada.composer.press('Enter')
  await expect(ben.message('first')).toContainText('second')
  await expect(ben.messages).toHaveCount(1)
})

test('a draft survives another conversation and a reload, and the list shows it', async ({
  parley,
  openWithBen,
}) => {
  const ada = await openWithBen()
  await parley.online('chloe')
  await ada.composer.fill('to be continued')
  await ada.talkTo('Chloe')
  await expect(ada.composer).toHaveValue('')
  await expect(ada.conversation('Ben')).toContainText('Draft: to be continued')

  await ada.page.reload()
  await ada.hasStatus('Real-time')
  await ada.conversation('Ben').click()
  await expect(ada.composer).toHaveValue('to be continued')
})

test('two tabs of one person do not overwrite each other’s draft while it is written', async ({
  open,
  openWithBen,
}) => {
  const ada = await openWithBen()
  const other = await open('ada')
  await other.talkTo('Ben')
  await other.composer.focus()
  await other.composer.pressSequentially('from the second tab')
  await ada.composer.focus()
  await ada.composer.fill('from the first tab')
  await expect(ada.composer).toHaveValue('from the first tab')
  await other.page.bringToFront()
  await expect(other.composer).toHaveValue('from the second tab')
})
