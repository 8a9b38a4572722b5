// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useUnreadSigns } from './useUnreadSigns'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.head.innerHTML = '<link rel="icon" href="/icon.svg">'
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

describe('UI-13 unread messages', () => {
  test('UI-13 mark title and favicon, and unmark them when they are read', () => {
    draw(2)
    expect(document.title).toBe('(2) Chat')
    expect(icon()).toBe('/icon-unread.svg')
    draw(0)
    expect(document.title).toBe('Chat')
    expect(icon()).toBe('/icon.svg')
  })

  test('UI-13 leave no mark on the next page', () => {
    draw(2)
    act(() => root.render(null))
    expect(icon()).toBe('/icon.svg')
  })
})

function Signs({ unread }: { unread: number }) {
  useUnreadSigns('Chat', unread)
  return null
}

function draw(unread: number) {
  act(() => root.render(<Signs unread={unread} />))
}

function icon(): string {
  const { href } = document.querySelector<HTMLLinkElement>('link[rel="icon"]') ?? { href: '' }
  return new URL(href, document.baseURI).pathname || href
}
