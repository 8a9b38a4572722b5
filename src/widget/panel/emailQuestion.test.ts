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

test('WG-19 WG-25 a finger gets no keyboard for it', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  await show(alone)
  document.getElementById('email')?.focus()
  await show({})
  expect(document.activeElement?.id).not.toBe('composer')
})

async function show(state: Partial<PanelState>): Promise<void> {
  const shown = { state: { ...firstState, ...state }, act: {} as PanelActs }
  await act(() =>
    render(
      [h('textarea', { key: 'field', id: 'composer' }), h(EmailQuestion, { key: 'ask', ...shown })],
      document.body,
    ),
  )
}
