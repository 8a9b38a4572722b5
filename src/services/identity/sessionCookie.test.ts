import { expect, test } from 'vitest'
import { sessionCookie } from './sessionCookie'

const secure = sessionCookie(true)
const plain = sessionCookie(false)

test('AC-13 under TLS the cookie is bound to this host and to TLS', () => {
  expect(secure.set('t')).toBe(
    '__Host-parley-session=t; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000',
  )
})

test('AC-13 without TLS it has a plain name', () => {
  expect(plain.set('t')).toBe('parley-session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000')
})

test('AC-13 clearing it uses the same attributes, or browsers would keep it', () => {
  expect(secure.clear()).toBe(
    '__Host-parley-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
  )
})

test('AC-13 it is found among others by its whole name', () => {
  expect(secure.read('theme=dark; __Host-parley-session=t; a=b')).toBe('t')
  expect(secure.read('parley-session=t')).toBeUndefined()
  expect(plain.read('xparley-session=t; __Host-parley-session=u')).toBeUndefined()
  expect(plain.read('parley-session=')).toBeUndefined()
  expect(plain.read(null)).toBeUndefined()
})
