// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '@/components/chat/state/ChatProvider'
import type { Chat } from '@/components/chat/state/createChat'
import { useHandedFocus } from './useHandedFocus'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

test('a button that goes with what it does hands its focus to the message field, and only its own', () => {
  const focused = vi.fn()
  const { goes, button } = draw(focused)
  button().focus()
  goes()
  expect(focused).toHaveBeenCalledOnce()
  draw(focused).goes()
  expect(focused).toHaveBeenCalledOnce()
})

test('a finger gets no keyboard over the page for it', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  const focused = vi.fn()
  const { goes, button } = draw(focused)
  button().focus()
  goes()
  expect(focused).not.toHaveBeenCalled()
})

function draw(focusEnd: () => void) {
  const box = document.createElement('div')
  document.body.replaceChildren(box)
  root = createRoot(box)
  const chat = { composer: { focusEnd } } as unknown as Chat
  const show = (isThere: boolean) =>
    act(() => root.render(<ChatProvider chat={chat}>{isThere && <Take />}</ChatProvider>))
  show(true)
  return {
    goes: () => show(false),
    button: () => box.querySelector('button') as HTMLButtonElement,
  }
}

function Take() {
  const button = useHandedFocus()
  return (
    <button type="button" ref={button}>
      Assign to me
    </button>
  )
}
