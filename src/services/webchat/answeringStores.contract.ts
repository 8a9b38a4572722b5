import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatSettings } from '@/lib/adminChatProtocol'
import { type CannedReplyStore, MOST_REPLIES } from './cannedReplyStore'
import type { ChatSettingsStore } from './chatSettingsStore'

export interface AnsweringStores {
  replies: CannedReplyStore
  settings: ChatSettingsStore
  close(): Promise<void>
}

/** What is kept for those who answer; the tenants are `acme` and `globex`. */
export function answeringStoresContract(open: () => Promise<AnsweringStores>): void {
  let stores: AnsweringStores
  beforeAll(async () => {
    stores = await open()
  })
  afterAll(() => stores.close())

  const hello = { id: 'cr_1', shortcut: 'hello', text: 'Hello, how can I help?' }
  const away = { id: 'cr_2', shortcut: 'away', text: 'We are back at ten.' }

  describe('ready replies', () => {
    test('WM-21 are listed by their shortcuts, changed and removed', async () => {
      const { replies } = stores
      for (const reply of [hello, away]) expect(await replies.add('acme', reply)).toBe(true)
      expect(await replies.list('acme')).toEqual([away, hello])
      const text = 'Hi!'
      expect(await replies.change('acme', 'cr_1', { text })).toEqual({ ...hello, text })
      const shortcut = 'a-hi'
      expect(await replies.change('acme', 'cr_1', { shortcut })).toEqual({
        ...hello,
        text,
        shortcut,
      })
      expect((await replies.list('acme')).map(({ id }) => id)).toEqual(['cr_1', 'cr_2'])
      expect(await replies.remove('acme', 'cr_1')).toBe(true)
      expect(await replies.remove('acme', 'cr_1')).toBe(false)
      expect(await replies.list('acme')).toEqual([away])
    })

    test('WM-21 have each shortcut once in a tenant, and are of their tenant alone', async () => {
      const { replies } = stores
      const conflict = { code: 'CONFLICT' }
      await expect(replies.add('acme', { ...away, id: 'cr_3' })).rejects.toMatchObject(conflict)
      await replies.add('acme', { ...hello, id: 'cr_4' })
      const taken = replies.change('acme', 'cr_4', { shortcut: 'away' })
      await expect(taken).rejects.toMatchObject(conflict)
      expect(await replies.add('globex', { ...away, id: 'cr_5' })).toBe(true)
      expect(await replies.change('globex', 'cr_4', { text: 'Ours' })).toBeUndefined()
      expect(await replies.remove('globex', 'cr_4')).toBe(false)
      expect(await replies.add('initech', hello)).toBe(false)
      expect((await replies.list('acme')).map(({ id }) => id)).toEqual(['cr_2', 'cr_4'])
    })

    test('WM-21 are not more than a list can show', async () => {
      const { replies } = stores
      const add = (nth: number) =>
        replies.add('globex', { id: `cr_n${nth}`, shortcut: `n${nth}`, text: 'One of many' })
      for (let nth = 1; nth < MOST_REPLIES; nth++) await add(nth)
      expect(await add(MOST_REPLIES)).toBe(false)
      expect(await replies.list('globex')).toHaveLength(MOST_REPLIES)
    })
  })

  test('WM-22 settings are read as they were written last, by their tenant alone', async () => {
    const { settings } = stores
    const first: ChatSettings = {
      timeZone: 'Europe/Berlin',
      hours: [{ day: 1, from: '09:00', to: '17:00' }],
      closedDays: [{ date: '2026-12-25', name: 'Christmas' }, { date: '2026-12-26' }],
      replyMinutes: 30,
      mailAfterMinutes: 0,
    }
    expect(await settings.read('acme')).toBeUndefined()
    expect(await settings.write('acme', first)).toEqual(first)
    expect(await settings.read('acme')).toEqual(first)
    const { closedDays, ...rest } = first
    expect(await settings.write('acme', rest)).toEqual({ ...rest, closedDays })
    const second = { ...first, hours: [], closedDays: [], timeZone: 'Asia/Tokyo' }
    await settings.write('acme', second)
    expect(await settings.read('acme')).toEqual(second)
    expect(await settings.read('globex')).toBeUndefined()
    const refused = { code: 'TENANT_NOT_FOUND' }
    await expect(settings.write('initech', first)).rejects.toMatchObject(refused)
  })
}
