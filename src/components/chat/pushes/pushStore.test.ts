import { beforeEach, describe, expect, test } from 'vitest'
import { useAnnouncements } from '@/components/ui/announce'
import { useToasts } from '@/components/ui/toast'
import type { PushHandler } from '@/lib/client/pushHandlers'
import { createPushStore, type PushStore } from './pushStore'

let pushes: PushStore
let handlers: Map<string, PushHandler>
let nth = 0

beforeEach(() => {
  useToasts.setState({ toasts: [] })
  handlers = new Map()
  pushes = createPushStore()
  pushes.hear({
    onPush: (event, handler) => {
      handlers.set(event, handler as PushHandler)
      return () => void handlers.delete(event)
    },
  })
})

function push(event: string, message: unknown) {
  nth += 1
  const about = { messageId: `p${nth}`, requireAck: true, sentAt: '2026-02-07T10:00:00.000Z' }
  return { handled: handlers.get(event)?.(message, about) }
}

describe('pushes on the chat page', () => {
  test('GW-42 notifications and announcements are a toast, and stay in the menu until it is full', () => {
    push('notification', { title: 'New Message', body: 'You have a new message' })
    push('announcement', 'Maintenance tonight')
    expect(useToasts.getState().toasts).toMatchObject([
      { title: 'Maintenance tonight', tone: 'info', durationMs: 10_000 },
      { title: 'New Message', description: 'You have a new message', tone: 'info' },
    ])
    expect(pushes.getState()).toMatchObject({
      unseen: 2,
      notices: [{ title: 'Maintenance tonight' }, { title: 'New Message' }],
    })
    pushes.look()
    expect(pushes.getState()).toMatchObject({ unseen: 0, notices: [{}, {}] })
    for (let at = 0; at < 30; at += 1) push('notification', `number ${at}`)
    const { notices, unseen } = pushes.getState()
    expect([notices.length, unseen, notices[0]?.title]).toEqual([20, 20, 'number 29'])
  })

  test('GW-43 an alert is read out, stays until it is dismissed, and is acknowledged then', async () => {
    let isAcknowledged = false
    const { handled } = push('alert', { title: 'Order 7', body: 'is late' })
    void handled?.then(() => {
      isAcknowledged = true
    })
    push('alert', { message: 'Second' })
    expect(useAnnouncements.getState().assertive).toBe('Second')
    const { alerts } = pushes.getState()
    expect(alerts).toMatchObject([{ title: 'Second' }, { title: 'Order 7', body: 'is late' }])
    pushes.dismiss(alerts[0]?.id ?? '')
    await Promise.resolve()
    expect(isAcknowledged).toBe(false)
    pushes.dismiss(alerts[1]?.id ?? '')
    await handled
    expect(isAcknowledged).toBe(true)
    expect(pushes.getState()).toMatchObject({ alerts: [], notices: [] })
  })

  test('GW-42 what has no words, or another name, is not shown', () => {
    push('notification', { order: 7 })
    push('alert', [])
    push('update', 'Hello')
    expect(useToasts.getState().toasts).toEqual([])
    expect(pushes.getState()).toMatchObject({ notices: [], alerts: [] })
    expect([...handlers.keys()]).toEqual(['notification', 'announcement', 'alert'])
  })
})
