// @vitest-environment happy-dom
import { h, render } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import { FileTray } from './FileTray'
import type { PanelActs } from './panelProps'
import { firstState } from './panelState'

afterEach(() => {
  vi.unstubAllGlobals()
  render(null, document.body)
})

test.each([
  [false, 'composer'],
  [true, ''],
])(
  'WG-22 WG-25 whoever removes a file goes on in the field, by finger (%s) without a keyboard',
  (matches, focused) => {
    vi.stubGlobal('matchMedia', () => ({ matches }))
    const remove = vi.fn()
    const file = {
      key: 'k_1',
      name: 'a.pdf',
      size: 1,
      state: 'failed',
      reason: '',
      canRetry: false,
    }
    const state = { ...firstState, files: [file as never] }
    const act = { files: { remove } } as unknown as PanelActs
    const field = h('textarea', { key: 'field', id: 'composer' })
    render([field, h(FileTray, { key: 'tray', state, act })], document.body)
    document.querySelector<HTMLElement>('[aria-label="Remove a.pdf"]')?.click()
    expect(remove).toHaveBeenCalledWith('k_1')
    expect(document.activeElement?.id).toBe(focused)
  },
)
