import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { typeErrors } from '../infrastructure/typeErrors'

test('CL-94 the client samples of the guides type-check as printed', async () => {
  const samples = readdirSync('tests/guides/samples').filter((name) => /[.](ts|js)x?$/.test(name))
  expect(samples.length).toBeGreaterThan(9)
  expect(await typeErrors('tests/guides/samples/tsconfig.json')).toBe('')
}, 60_000)
