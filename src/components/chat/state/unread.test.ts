import { expect, test } from 'vitest'
import { titleWithCount } from '@/components/shell/unreadWords'
import type { Conversation } from '@/lib/protocol'
import { chatTitle, unreadTotal } from './unread'

const unread = (unreadCount: number) => ({ unreadCount }) as Conversation

test('UI-75 badges, rail and title show one sum', () => {
  expect(unreadTotal([unread(1), unread(0), unread(2)])).toBe(3)
  expect(unreadTotal([])).toBe(0)
})

test('UI-75 the title names the conversation and, when there are any, the unread', () => {
  expect(titleWithCount(chatTitle('Ada'), 3)).toBe('(3) Ada – Chat')
  expect(titleWithCount(chatTitle('Ada'), 0)).toBe('Ada – Chat')
  expect(titleWithCount(chatTitle(undefined), 2)).toBe('(2) Chat')
})
