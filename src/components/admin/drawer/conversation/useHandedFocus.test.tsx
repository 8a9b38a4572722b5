// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { ChatProvider } from '@/components/chat/state/ChatProvider'
import type { Chat } from '@/components/chat/state/createChat'
import { testRoot } from '@/components/ui/testing/testRoot'
import { useHandedFocus } from './useHandedFocus'

const root = testRoot()

test('a button that goes with what it does hands its focus to the message field, and only its own', async () => {
  const focused = vi.fn()
  await draw(focused, true)
  document.querySelector('button')?.focus()
  await draw(focused, false)
  expect(focused).toHaveBeenCalledOnce()
  await draw(focused, true)
  await draw(focused, false)
  expect(focused).toHaveBeenCalledOnce()
})

test('a finger gets no keyboard over the page for it', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  const focused = vi.fn()
  await draw(focused, true)
  document.querySelector('button')?.focus()
  await draw(focused, false)
  expect(focused).not.toHaveBeenCalled()
})

async function draw(focusEnd: () => void, isThere: boolean): Promise<void> {
  const chat = { composer: { focusEnd } } as unknown as Chat
  await root.render(<ChatProvider chat={chat}>{isThere && <Take />}</ChatProvider>)
}

function Take() {
  const button = useHandedFocus()
  return (
    <button type="button" ref={button}>
      Assign to me
    </button>
  )
}
