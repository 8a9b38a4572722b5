// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { isHiddenOn, settingsOf } from './settings'
import { knowWebsite } from './website'

const script = 'https://chat.acme.test/widget.js'

test('WG-2 the key is enough: the server is where the script is from', () => {
  expect(settingsOf({ apiKey: ' parley_pk_1 ' }, script)).toMatchObject({
    apiKey: 'parley_pk_1',
    url: 'https://chat.acme.test',
    position: 'right',
    theme: 'auto',
    needsConsent: false,
  })
  expect(settingsOf({ apiKey: 'k', baseUrl: 'https://other.test/a' }, script).url).toBe(
    'https://other.test',
  )
})

test('WG-7 what makes no sense is as if it were not there', () => {
  const wrong = {
    apiKey: 'k',
    color: 'javascript:red',
    offset: 'far',
    position: 'middle' as 'left',
    theme: 'pink' as 'dark',
    privacyUrl: 'javascript:alert(1)',
    baseUrl: 'nowhere',
    greeting: '',
  }
  expect(settingsOf(wrong, script)).toEqual(settingsOf({ apiKey: 'k' }, script))
})

test('DV-16 what the page says of colour and greeting comes first, then what its site has, then the usual', async () => {
  const kept = { tenantId: 'acme', name: 'Acme', color: '#ffd400', greeting: 'Hello!' }
  const look = async (given: object, found: object) => {
    vi.stubGlobal('fetch', async () => Response.json(found))
    localStorage.clear()
    const known = await knowWebsite(settingsOf({ apiKey: 'k', ...given }, script), () => {})
    return [known.name, known.color, known.greeting]
  }
  const said = { tenantId: 'acme', name: 'Shop', color: '#000', greeting: 'Hi' }
  expect(await look({}, kept)).toEqual(['Acme', '#ffd400', 'Hello!'])
  expect(await look(said, kept)).toEqual(['Shop', '#000', 'Hi'])
  const poor = { tenantId: 'acme', name: 'Acme', color: 'url(x)' }
  expect(await look({}, poor)).toEqual(['Acme', '#2e5cde', undefined])
  vi.unstubAllGlobals()
})

test('WG-7 lists come from attributes and from arrays, and there are three questions at most', () => {
  const { questions, hideOn } = settingsOf(
    { apiKey: 'k', questions: 'One?| Two? ||Three?|Four?', hideOn: ['/checkout', '/pay/*'] },
    script,
  )
  expect(questions).toEqual(['One?', 'Two?', 'Three?'])
  const hidden = ['/checkout', '/pay/card'].map((path) => isHiddenOn(hideOn, path))
  const shown = ['/', '/checkout/2', '/pa'].map((path) => isHiddenOn(hideOn, path))
  expect({ hidden, shown }).toEqual({ hidden: [true, true], shown: [false, false, false] })
})
