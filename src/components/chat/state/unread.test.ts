import { expect, test } from 'vitest'
import { titleWithCount } from '@/components/shell/unreadWords'
import type { Conversation } from '@/lib/protocol'
import { chatTitle, unreadTotal } from './unread'

const unread = (id: string, unreadCount: number) => ({ id, unreadCount }) as Conversation

test('UI-75 badges, rail and title show one sum', () => {
  const conversations = [unread('a', 1), unread('b', 0), unread('c', 2)]
  expect(unreadTotal(conversations, undefined)).toBe(3)
  expect(unreadTotal([], undefined)).toBe(0)
})

test('UI-108 what is muted is not counted', () => {
  expect(unreadTotal([unread('a', 1), { ...unread('c', 2), muted: true }], undefined)).toBe(1)
})

test('UI-75 the title names the conversation and, when there are any, the unread', () => {
  expect(titleWithCount(chatTitle('Ada'), 3)).toBe('(3) Ada – Chat')
  expect(titleWithCount(chatTitle('Ada'), 0)).toBe('Ada – Chat')
  expect(titleWithCount(chatTitle(undefined), 2)).toBe('(2) Chat')
})

test('UI-78 what comes where the reader is looking is not shown as unread', () => {
  expect(unreadTotal([unread('a', 1), unread('c', 2)], 'c')).toBe(1)
})
