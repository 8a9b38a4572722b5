// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { makeRig } from '../client/testing/startClient'
import type { ParleyClient } from '../parleyClient'
import { useConnectionState } from './useConnectionState'

function Chip({ client }: { client: ParleyClient }) {
  return createElement('p', {}, useConnectionState(client))
}

test('the state on screen follows the connection, and is connecting on the server', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const { client, clock } = makeRig()
  const chip = createElement(Chip, { client })
  expect(renderToString(chip)).toBe('<p>connecting</p>')
  const container = document.createElement('div')
  const root = createRoot(container)
  await act(async () => root.render(chip))
  await act(async () => {
    client.start()
    await clock.advance(10)
  })
  expect(container.textContent).toBe('real-time')
  await act(async () => root.unmount())
  client.stop()
})
