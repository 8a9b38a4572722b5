import { expect, test } from 'vitest'
import { browserPage } from './page'
import { tabId } from './tabId'

test('CL-17 without a browser there is a page to which nothing happens, and a tab with an id', () => {
  const page = browserPage()
  expect(page.isOnline()).toBe(true)
  expect(page.address()).toEqual({ url: '', title: '' })
  expect(() => page.on('online', () => {})()).not.toThrow()
  expect(tabId()).toMatch(/^[0-9-]{7,43}$/)
  expect(tabId()).toBe(tabId())
})
