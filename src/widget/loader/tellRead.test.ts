import { expect, test, vi } from 'vitest'
import { parleyApiError } from '@/lib/parleyApiError'
import { tellRead } from './tellRead'

const mark = { conversationId: 'c_1', seq: 3 }

function lineThatIs(isUp: boolean) {
  const tell = vi.fn<(event: string, payload: unknown) => void>()
  const send = vi.fn(async () => Promise.reject(parleyApiError('UNAVAILABLE')))
  const line = { link: { isUp: () => isUp, tell }, requests: { send } }
  tellRead(line as unknown as Parameters<typeof tellRead>[0], mark)
  return { tell, send }
}

test('WG-24 what was read is told by the socket, and by request where there is none', () => {
  const up = lineThatIs(true)
  expect(up.tell.mock.calls).toEqual([['message_read', mark]])
  expect(up.send).not.toHaveBeenCalled()
  const down = lineThatIs(false)
  expect(down.send.mock.calls).toEqual([['POST', '/api/chat/read', { seq: 3 }]])
  expect(down.tell).not.toHaveBeenCalled()
})
