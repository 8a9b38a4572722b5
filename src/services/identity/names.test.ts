import { expect, test } from 'vitest'
import { cleanName } from './names'

test.each([
  ['  Ada   Lovelace ', 'Ada Lovelace'],
  ['Ada\u202Eevil', 'Adaevil'],
  ['\u2066Ben\u2069', 'Ben'],
  ['Ada\nAdmin\u0007', 'Ada Admin'],
  ['\u200B\u200D\uFEFF', 'Someone'],
  ['\u2800\u3164', 'Someone'],
  ['\u202E\u200F', 'Someone'],
  ['👩\u200D💻', '👩\u200D💻'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['<b>Ada</b>', '<b>Ada</b>'],
  ['\uD83D', '\uFFFD'],
])('AC-8 %j is shown as %j', (name, shown) => {
  expect(cleanName(name)).toBe(shown)
})
