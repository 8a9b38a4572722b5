import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type PageContexts, pageContexts } from './pageContexts'

interface Page {
  name: string
}

describe('contexts of pages', () => {
  let contexts: PageContexts
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    contexts = pageContexts(1000)
  })
  afterEach(() => {
    contexts.close()
    vi.useRealTimers()
  })

  /** A page in the making: it looks at its context when it is asked to, and goes on until `end`. */
  function pageOf(storage: AsyncLocalStorage<Page>, name: string) {
    const end = contexts.begin()
    let look = () => {}
    const seen = storage.run({ name }, async () => {
      await new Promise<void>((resolve) => {
        look = resolve
      })
      return storage.getStore()?.name
    })
    const context = () => {
      look()
      return seen
    }
    return { context, end }
  }

  test('are there as long as their page is made', async () => {
    const page = pageOf(new AsyncLocalStorage<Page>(), 'chat')
    vi.advanceTimersByTime(60_000)
    expect(await page.context()).toBe('chat')
    page.end()
  })

  test('are there while any page is made, and a second longer', async () => {
    const storage = new AsyncLocalStorage<Page>()
    const [chat, admin] = [pageOf(storage, 'chat'), pageOf(storage, 'admin')]
    chat.end()
    vi.advanceTimersByTime(60_000)
    expect(await admin.context()).toBe('admin')
    admin.end()
    vi.advanceTimersByTime(999)
    expect(await chat.context()).toBe('chat')
  })

  test('are let go a second after the last page, and the next page has them again', async () => {
    const storage = new AsyncLocalStorage<Page>()
    const page = pageOf(storage, 'chat')
    page.end()
    vi.advanceTimersByTime(1000)
    expect(await page.context()).toBeUndefined()
    const next = pageOf(storage, 'admin')
    expect(await next.context()).toBe('admin')
    next.end()
  })

  test('a page that comes within the second keeps them', async () => {
    const storage = new AsyncLocalStorage<Page>()
    const chat = pageOf(storage, 'chat')
    chat.end()
    vi.advanceTimersByTime(999)
    const admin = pageOf(storage, 'admin')
    vi.advanceTimersByTime(60_000)
    expect(await admin.context()).toBe('admin')
    expect(await chat.context()).toBe('chat')
    admin.end()
  })

  test('what others use while no page is made stays', async () => {
    const storage = new AsyncLocalStorage<Page>()
    let look = () => {}
    const seen = storage.run({ name: 'ours' }, async () => {
      await new Promise<void>((resolve) => {
        look = resolve
      })
      return storage.getStore()?.name
    })
    pageOf(new AsyncLocalStorage<Page>(), 'chat').end()
    vi.advanceTimersByTime(1000)
    look()
    expect(await seen).toBe('ours')
  })
})
