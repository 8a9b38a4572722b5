// @vitest-environment happy-dom
import { h, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { messageOf } from '../testMessages'
import { EmailQuestion } from './EmailQuestion'
import type { PanelActs } from './panelProps'
import { firstState, type PanelState } from './panelState'

const alone = {
  availability: { online: false } as PanelState['availability'],
  messages: [messageOf(1, { sender: 'user' })],
}

afterEach(() => {
  vi.unstubAllGlobals()
  render(null, document.body)
})

test('WG-19 whoever writes an address goes on in the field when somebody answers meanwhile', async () => {
  await show(alone)
  document.getElementById('email')?.focus()
  await show({ ...alone, messages: [messageOf(1, { sender: 'user' }), messageOf(2)] })
  expect(document.activeElement?.id).toBe('composer')
})

test('WG-19 whoever saves the address goes on in the field, and saves it once', async () => {
  const keepEmail = vi.fn()
  await show(alone, { keepEmail })
  const [field, save] = [document.querySelector('input'), document.querySelector('button')]
  if (field) field.value = 'mia@example.com'
  save?.focus()
  save?.click()
  await show({ ...alone, email: { address: 'mia@example.com', state: 'keeping' } }, { keepEmail })
  expect(document.activeElement).toBe(save)
  expect(save?.disabled).toBe(false)
  save?.click()
  expect(keepEmail.mock.calls).toEqual([['mia@example.com']])
  await show({ ...alone, email: { address: 'mia@example.com', state: 'kept' } })
  expect(document.activeElement?.id).toBe('composer')
})

test('WG-19 WG-25 a finger gets no keyboard for it', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  await show(alone)
  document.getElementById('email')?.focus()
  await show({})
  expect(document.activeElement?.id).not.toBe('composer')
})

async function show(state: Partial<PanelState>, acts: Partial<PanelActs> = {}): Promise<void> {
  const shown = { state: { ...firstState, ...state }, act: acts as PanelActs }
  await act(() =>
    render(
      [h('textarea', { key: 'field', id: 'composer' }), h(EmailQuestion, { key: 'ask', ...shown })],
      document.body,
    ),
  )
}
