import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { signingText } from './signingText'

const SECRET = 'parley_is_0123456789abcdefghijklmnopqrstuvwxyz'

test('DV-15 the sample for a back end signs what the server takes', async () => {
  const sample = signingText.node({ kid: 'ids_1', server: 'https://chat.acme.test' })
  const token = await signedBy(sample, { id: '42', name: 'Ada', email: 'ada@acme.test' })
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', kid: 'ids_1' })
  const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRET), {
    audience: 'parley',
    requiredClaims: ['exp'],
  })
  expect(payload).toMatchObject({ userId: '42', name: 'Ada', email: 'ada@acme.test' })
  expect(payload.exp).toBeLessThanOrEqual(Date.now() / 1000 + 3600)
})

/** Runs the printed sample, with what it imports and reads put in its hands. */
function signedBy(sample: string, person: object): Promise<string> {
  const body = sample.replace(/^import .*$/m, '').replace('export function', 'return function')
  const made = new Function('SignJWT', 'process', body)
  return made(SignJWT, { env: { PARLEY_IDENTITY_SECRET: SECRET } })(person)
}
