// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { tabStorage } from './keptStorage'
import { browserPage } from './page'

afterEach(() => vi.unstubAllGlobals())

function visibility(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a page', () => {
  test('CL-62 tells its address without query and fragment', () => {
    window.history.replaceState({}, '', '/reset?token=secret#part')
    document.title = 't'.repeat(600)
    const { url, title } = browserPage().address()
    expect(new URL(url).pathname).toBe('/reset')
    expect(url).not.toMatch(/secret|part|[?#]/)
    expect(title).toHaveLength(512)
  })

  test('tells what happens to it until listening ends', () => {
    const heard: string[] = []
    const page = browserPage()
    const ends = (['online', 'offline', 'visible', 'hidden', 'input', 'moved'] as const).map(
      (name) => page.on(name, () => heard.push(name)),
    )
    const happenAll = () => {
      window.dispatchEvent(new Event('online'))
      window.dispatchEvent(new Event('offline'))
      visibility('hidden')
      visibility('visible')
      window.dispatchEvent(new Event('keydown'))
      window.dispatchEvent(new Event('popstate'))
    }
    happenAll()
    expect(heard).toEqual(['online', 'offline', 'hidden', 'visible', 'input', 'moved'])
    for (const end of ends) end()
    happenAll()
    expect(heard).toHaveLength(6)
  })

  test('CL-60 hears that a page without reloads has moved, where the browser tells', () => {
    const navigation = new EventTarget()
    vi.stubGlobal('navigation', navigation)
    let moves = 0
    const end = browserPage().on('moved', () => {
      moves += 1
    })
    navigation.dispatchEvent(new Event('currententrychange'))
    end()
    navigation.dispatchEvent(new Event('currententrychange'))
    expect(moves).toBe(1)
  })
})

describe('the tab’s storage', () => {
  test('CL-17 that is refused is replaced by memory', () => {
    vi.stubGlobal('sessionStorage', undefined)
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('refused', 'SecurityError')
      },
    })
    tabStorage.set('key', 'value')
    expect(tabStorage.get('key')).toBe('value')
    tabStorage.remove('key')
    expect(tabStorage.get('key')).toBeNull()
  })

  test('CL-17 that is full is replaced by memory', () => {
    vi.stubGlobal('sessionStorage', {
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    tabStorage.set('key', 'value')
    expect(tabStorage.get('key')).toBe('value')
  })

  test('survives a reload where there is one', () => {
    tabStorage.set('key', 'value')
    expect(window.sessionStorage.getItem('key')).toBe('value')
  })
})
