// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { reduceOutbox } from '@/lib/outbox'
import { createDraftStorage } from './draftStorage'
import { testStore } from './testChat'
import { keepUnsent } from './unsentStore'

beforeEach(() => localStorage.clear())

const storage = () => createDraftStorage('ada', localStorage)
const queued = (clientMessageId: string) => ({
  type: 'queued' as const,
  clientMessageId,
  conversationId: 'c1',
  text: 'Hello',
  queuedAtMs: 0,
})

function tabOf() {
  const store = testStore()
  keepUnsent(store, storage())
  return store
}

test('UI-45 a message on its way comes back after a reload as not sent', () => {
  const store = tabOf()
  store.setState(({ outbox }) => ({ outbox: reduceOutbox(outbox, queued('k9')) }))
  expect(tabOf().getState().outbox).toMatchObject([
    { clientMessageId: 'k9', status: 'failed', text: 'Hello', failure: { retry: true } },
  ])
})

test('UI-45 one that had arrived does not come back', () => {
  const store = tabOf()
  store.setState(({ outbox }) => ({ outbox: reduceOutbox(outbox, queued('k3')) }))
  expect(tabOf().getState().outbox).toEqual([])
})

test('UI-45 what was sent or deleted is forgotten', () => {
  const store = tabOf()
  store.setState(({ outbox }) => ({ outbox: reduceOutbox(outbox, queued('k9')) }))
  store.setState({ outbox: [] })
  expect(tabOf().getState().outbox).toEqual([])
})
