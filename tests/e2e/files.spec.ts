import { readFile } from 'node:fs/promises'
import { PDF, png } from '@/services/uploads/testFiles'
import { AdminPage } from './support/adminPage'
import { startCustomerSite, WidgetOnPage } from './support/customerSite'
import { findings, findingsInFrames, inspect } from './support/inspect'
import { expect, test } from './support/parley'

// Visitors' conversations stay in the demo.
test.use({ server: 'own' })

const picture = { name: 'chair.png', mimeType: 'image/png', buffer: png(640, 400) }
const manual = { name: 'manual.pdf', mimeType: 'application/pdf', buffer: PDF }
const virus = { name: 'virus.exe', mimeType: '', buffer: Buffer.from('MZ') }

test('UP-14 WG-22 WG-23 UA-33 files go from the widget to the drawer and back', async ({
  parley,
  context,
}) => {
  const site = await startCustomerSite(parley.url)
  const page = await context.newPage()
  await WidgetOnPage.openTree(page)
  await page.goto(site.url)
  const widget = new WidgetOnPage(page)
  const { userId } = await widget.visitor()
  await widget.launcher.click()
  const files = widget.panel.getByRole('list', { name: 'Files' }).getByRole('listitem')
  const add = widget.panel.getByLabel('Files to add')

  await page.route('**/api/uploads', (route) => route.abort(), { times: 1 })
  await add.setInputFiles(picture)
  await expect(files).toContainText('The server cannot be reached')
  await add.setInputFiles(virus)
  await expect(files.nth(1)).toContainText('Files of this kind cannot be sent')
  expect(await findingsInFrames(page)).toEqual([])
  await widget.field.fill('It looks like this')
  await widget.field.press('Enter')
  await expect(widget.panel.getByText('Remove the file that was not sent')).toBeVisible()
  await widget.panel.getByRole('button', { name: 'Remove virus.exe' }).click()
  await widget.panel.getByRole('button', { name: 'Retry chair.png' }).click()
  await expect(files).toHaveAttribute('data-state', 'ready')
  await widget.field.press('Enter')
  const own = widget.panel.getByRole('link', { name: /^chair.png, picture/ })
  await expect(own.locator('img')).toHaveJSProperty('naturalWidth', 640)
  await expect(files).toHaveCount(0)

  const admin = new AdminPage(await context.newPage())
  await admin.page.goto(`${parley.url}/admin?as=ada&user=${userId}`)
  const { drawer } = admin
  const shown = drawer.getByRole('link', { name: /^chair.png, picture/ })
  await expect(shown.locator('img')).toHaveJSProperty('naturalWidth', 640)
  await expect(drawer.getByText('It looks like this')).toBeVisible()
  await drawer.getByLabel('Files to add').setInputFiles(manual)
  await expect(drawer.getByRole('button', { name: 'Remove manual.pdf' })).toBeVisible()
  await expect(drawer.getByRole('progressbar')).toHaveCount(0)
  expect(await findings(admin.page)).toEqual([])
  await drawer.getByRole('textbox', { name: /^Message / }).press('Enter')
  await expect(drawer.getByRole('button', { name: /^Save manual.pdf/ })).toBeVisible()

  await page.bringToFront()
  const saved = page.waitForEvent('download')
  await widget.panel.getByRole('button', { name: /^Save manual.pdf/ }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('manual.pdf')
  expect(await readFile(await download.path())).toEqual(PDF)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await findingsInFrames(page), colorScheme).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 700 })
  await expect(own).toBeVisible()
  const wide = await widget.frame()?.evaluate(() => document.body.scrollWidth - innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  site.close()
})

test.describe('in a team', () => {
  test.use({ server: 'team' })

  test('UP-15 UP-16 UP-17 files stand in the composer and in the thread of the chat page', async ({
    openBoth,
  }) => {
    const [ada, ben] = await openBoth()
    await ada.page.bringToFront()
    const add = ada.page.getByLabel('Files to add')
    await add.setInputFiles([picture, manual])
    const files = ada.page.getByRole('list', { name: 'Files' }).getByRole('listitem')
    await expect(files.and(ada.page.locator('[data-state="ready"]'))).toHaveCount(2)
    await ada.write('Both of them')
    await expect(files).toHaveCount(0)
    await add.setInputFiles([picture, virus])
    await expect(files.nth(1)).toContainText('Files of this kind cannot be sent')
    await ada.page.getByRole('button', { name: 'Remove virus.exe' }).focus()
    await ada.page.keyboard.press('Enter')
    await expect(files).toHaveCount(1)
    await ada.page.keyboard.press('Tab')

    const read = ben.page.getByRole('link', { name: /^chair.png, picture/ })
    await expect(read.locator('img')).toHaveJSProperty('naturalWidth', 640)
    const saved = ben.page.waitForEvent('download')
    await ben.page.getByRole('button', { name: /^Save manual.pdf/ }).click()
    expect((await saved).suggestedFilename()).toBe('manual.pdf')
    await inspect('composer and thread with files', ada.page)
  })
})
