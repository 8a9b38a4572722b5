// @vitest-environment happy-dom
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Announcer, announce } from './Announcer'
import { Button } from './Button'
import { IconButton } from './IconButton'
import { Toaster, toast } from './Toaster'
import { useToasts } from './toast'

let unmount: () => void = () => {}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.useFakeTimers()
  useToasts.setState({ toasts: [] })
})
afterEach(() => {
  act(() => unmount())
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

describe('UI-6 a busy button', () => {
  test('UI-6 ignores clicks, keeps its label and stays focusable', () => {
    const pressed = vi.fn()
    draw(
      <Button busy onClick={pressed}>
        Save
      </Button>,
    )
    button('Save').click()
    expect(pressed).not.toHaveBeenCalled()
    expect(button('Save').getAttribute('aria-busy')).toBe('true')
    expect(button('Save').disabled).toBe(false)
  })

  test('UI-6 listens again when it is not busy any more', () => {
    const pressed = vi.fn()
    draw(<Button onClick={pressed}>Save</Button>)
    button('Save').click()
    expect(pressed).toHaveBeenCalledOnce()
  })
})

describe('UI-7 toasts', () => {
  test('UI-7 of news go after 5 s, of success after 4 s, of errors never', () => {
    draw(<Toaster />)
    act(() => {
      toast('News')
      toast.success('Saved')
      toast.error('Failed')
    })
    pass(4000)
    expect(shown()).toEqual(['News', 'Failed'])
    pass(1000)
    expect(shown()).toEqual(['Failed'])
    pass(3_600_000)
    expect(shown()).toEqual(['Failed'])
  })

  test('UI-7 of errors stay in sight when news come', () => {
    draw(<Toaster />)
    act(() => {
      toast.error('Failed')
      for (const title of ['One', 'Two', 'Three', 'Four']) toast(title)
    })
    expect(shown()).toContain('Failed')
    expect(shown()).toHaveLength(3)
    expect(document.body.textContent).toContain('2 more')
  })

  test('UI-7 wait while the pointer rests on them', () => {
    draw(<Toaster />)
    act(() => void toast('News'))
    pointer('pointerover')
    pass(60_000)
    expect(shown()).toEqual(['News'])
    pointer('pointerout')
    pass(5000)
    expect(shown()).toEqual([])
  })

  test('UI-7 take focus with F8 and go when dismissed', () => {
    draw(<Toaster />)
    act(() => void toast.error('Failed'))
    act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8' })))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Dismiss')
    act(() => (document.activeElement as HTMLElement).click())
    expect(shown()).toEqual([])
  })

  test('UI-7 with the id of another take its place', () => {
    draw(<Toaster />)
    act(() => {
      toast('First', { id: 'same' })
      toast('Second', { id: 'same' })
    })
    expect(shown()).toEqual(['Second'])
  })
})

describe('UI-21 a tooltip', () => {
  test('UI-21 comes after half a second of focus and goes with Esc', () => {
    draw(<IconButton label="Refresh" icon="r" />)
    focus('[aria-label="Refresh"]')
    pass(499)
    expect(tip()).toBeNull()
    pass(1)
    expect(tip()?.textContent).toBe('Refresh')
    act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })))
    pass(0)
    expect(tip()).toBeNull()
  })

  test('UI-21 makes room for the next one', () => {
    draw(
      <>
        <IconButton label="Refresh" icon="r" />
        <IconButton label="Pause" icon="p" />
      </>,
    )
    focus('[aria-label="Refresh"]')
    pass(500)
    over('[aria-label="Pause"]', 'mouse')
    pass(500)
    const tips = [...document.querySelectorAll('[data-tooltip]')].map((one) => one.textContent)
    expect(tips).toEqual(['Pause'])
  })

  test('UI-21 stays while the pointer is on it and does not come for a finger', () => {
    draw(<IconButton label="Refresh" icon="r" />)
    over('[aria-label="Refresh"]', 'touch')
    pass(1000)
    expect(tip()).toBeNull()
    over('[aria-label="Refresh"]', 'mouse')
    pass(500)
    out('[aria-label="Refresh"]')
    over('[data-tooltip]', 'mouse')
    pass(5000)
    expect(tip()).not.toBeNull()
    out('[data-tooltip]')
    pass(120)
    expect(tip()).toBeNull()
  })
})

describe('UI-15 an announcement', () => {
  test('UI-15 changes the live region each time, also with the same words', () => {
    draw(<Announcer />)
    const texts = ['Copied', 'Copied', 'Copied'].map((words) => {
      act(() => announce(words))
      return document.querySelector('[aria-live="polite"]')?.textContent
    })
    expect(texts.map((text) => text?.trim())).toEqual(['Copied', 'Copied', 'Copied'])
    expect(texts[1]).not.toBe(texts[0])
    expect(texts[2]).not.toBe(texts[1])
  })

  test('UI-15 that is urgent goes to the assertive region', () => {
    draw(<Announcer />)
    act(() => announce('Message not sent.', 'assertive'))
    expect(document.querySelector('[aria-live="assertive"]')?.textContent).toBe('Message not sent.')
  })
})

function draw(page: ReactNode) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  act(() => root.render(page))
  unmount = () => root.unmount()
}

function button(label: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === label)
  if (!found) throw new Error(`There is no button "${label}"`)
  return found
}

function shown(): (string | undefined)[] {
  return [...document.querySelectorAll('[data-toast] p')].map((line) => line.textContent ?? '')
}

function pass(milliseconds: number) {
  act(() => vi.advanceTimersByTime(milliseconds))
}

function pointer(type: 'pointerover' | 'pointerout') {
  dispatch('section', new PointerEvent(type, { bubbles: true }))
}

function over(selector: string, pointerType: string) {
  dispatch(selector, new PointerEvent('pointerover', { bubbles: true, pointerType }))
}

function out(selector: string) {
  dispatch(selector, new PointerEvent('pointerout', { bubbles: true }))
}

function focus(selector: string) {
  act(() => document.querySelector<HTMLElement>(selector)?.focus())
}

function tip(): Element | null {
  return document.querySelector('[data-tooltip]')
}

function dispatch(selector: string, event: Event) {
  act(() => void document.querySelector(selector)?.dispatchEvent(event))
}
