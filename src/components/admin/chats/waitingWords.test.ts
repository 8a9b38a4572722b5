import { expect, test } from 'vitest'
import { waitingWords } from './waitingWords'

test('UA-21 a wait reads as seconds, minutes, hours or days', () => {
  const said = [-5, 0, 59, 60, 3599, 3600, 47 * 3600, 48 * 3600].map((s) => waitingWords(s * 1000))
  expect(said).toEqual([
    'Waiting 0s',
    'Waiting 0s',
    'Waiting 59s',
    'Waiting 1m',
    'Waiting 59m',
    'Waiting 1h',
    'Waiting 47h',
    'Waiting 2d',
  ])
})
