// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defaultPreferences, setPreference, usePreferences } from '@/components/ui/preferences'
import { createNotices } from './notices'
import { testMessage } from './testChat'

class FakeNotification {
  static permission: NotificationPermission = 'granted'
  static shown: FakeNotification[] = []
  static requestPermission = vi.fn(async () => {
    FakeNotification.permission = 'granted'
    return FakeNotification.permission
  })
  onclick: (() => void) | undefined
  closed = false

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    FakeNotification.shown.push(this)
  }

  close(): void {
    this.closed = true
  }
}

beforeEach(() => {
  FakeNotification.permission = 'granted'
  FakeNotification.shown = []
  FakeNotification.requestPermission.mockClear()
  vi.stubGlobal('Notification', FakeNotification)
  usePreferences.setState(defaultPreferences)
  localStorage.clear()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const message = testMessage(1, { text: 'x'.repeat(500) })

test('UI-109 a notification names who wrote, and replaces the one before of its conversation', () => {
  createNotices().tell(message)
  expect(FakeNotification.shown).toMatchObject([
    { title: 'Ben', options: { tag: 'c1', body: 'x'.repeat(120) } },
  ])
})

test('UI-109 the text is hidden where that is set', () => {
  setPreference('hideMessageText', true)
  createNotices().tell(message)
  expect(FakeNotification.shown[0]?.options.body).toBe('New message')
})

test('UI-109 a click opens the conversation', () => {
  const notices = createNotices()
  const open = vi.fn()
  notices.onOpen(open)
  notices.tell(message)
  FakeNotification.shown[0]?.onclick?.()
  expect(open).toHaveBeenCalledWith('c1')
  expect(FakeNotification.shown[0]?.closed).toBe(true)
})

test('UI-109 it goes when its conversation is read', () => {
  const notices = createNotices()
  notices.tell(message)
  notices.forget((id) => id === 'c2')
  expect(FakeNotification.shown[0]?.closed).toBe(false)
  notices.forget((id) => id === 'c1')
  expect(FakeNotification.shown[0]?.closed).toBe(true)
})

test('UI-110 none is shown while they are turned off, or not allowed', () => {
  setPreference('notifications', false)
  createNotices().tell(message)
  setPreference('notifications', true)
  for (const permission of ['default', 'denied'] as const) {
    FakeNotification.permission = permission
    createNotices().tell(message)
  }
  expect(FakeNotification.shown).toEqual([])
})

test('UI-110 the browser is asked once, when they are turned on', async () => {
  FakeNotification.permission = 'default'
  setPreference('notifications', false)
  const notices = createNotices()
  const stop = notices.start()
  expect(notices.getState().permission).toBe('default')
  expect(FakeNotification.requestPermission).not.toHaveBeenCalled()
  await notices.turnOn()
  await notices.turnOn()
  expect(FakeNotification.requestPermission).toHaveBeenCalledTimes(1)
  expect(notices.getState().permission).toBe('granted')
  expect(usePreferences.getState().notifications).toBe(true)
  stop()
})

test('UI-110 where there are no notifications there is nothing to turn on', () => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(window, 'Notification')
  const notices = createNotices()
  notices.start()()
  notices.tell(message)
  expect(notices.getState().permission).toBe('impossible')
})
