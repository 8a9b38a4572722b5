import { expect, test } from './support/parley'

test.use({ server: 'own' })

test('DM-6 UI-25 who opens the landing page is seen there, and by the admin with the pages of the shop', async ({
  context,
  page,
}) => {
  await page.goto('/')
  const table = page.getByRole('table', { name: 'Online on this server now' })
  const own = table.getByRole('row').filter({ hasText: 'This is you' })
  await expect(own).toContainText('/')
  await expect(page.getByText('1 person on this site right now — you')).toBeVisible()
  const name = await own.getByText(/^Visitor /).innerText()

  // Simulated visitors come by themselves where the switch is on from the start.
  await page.getByRole('switch', { name: 'Simulated visitors' }).check()
  await expect(table.getByRole('row').filter({ hasText: '/demo' })).not.toHaveCount(0, {
    timeout: 5000,
  })
  await page.getByRole('switch', { name: 'Simulated visitors' }).uncheck()

  const shop = await context.newPage()
  await shop.goto('/demo')
  await shop.getByRole('navigation').getByRole('link', { name: 'Pricing' }).click()
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText('Pricing')

  const admin = await context.newPage()
  await admin.goto('/chat?as=ada')
  await admin
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Online Users' })
    .click()
  await admin
    .getByRole('region', { name: /^Online Users, / })
    .getByRole('link', { name })
    .click()
  await admin.getByRole('tab', { name: 'Journey' }).click()
  await expect(admin.getByRole('complementary').getByRole('listitem').first()).toContainText(
    '/demo/pricing',
  )
})
