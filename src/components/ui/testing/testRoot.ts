import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, vi } from 'vitest'

/** A place in the page for what is under test. Each test begins with an empty page. */
export function testRoot(): { render(node: ReactNode): Promise<void> } {
  let root: Root
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    root = createRoot(document.body.appendChild(document.createElement('div')))
  })
  afterEach(() => {
    act(() => root.unmount())
    vi.unstubAllGlobals()
    document.body.innerHTML = ''
  })
  return { render: (node) => act(async () => root.render(node)) }
}
