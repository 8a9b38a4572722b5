import type { Pair } from '../targets/target'
import { httpRequest } from './httpLine'
import type { NextRequest } from './httpLoad'
import { MESSAGE_TEXT } from './messageLoad'

export const routes = ['POST message', 'GET messages', 'GET online-users'] as const
export type Route = (typeof routes)[number]

export interface HotConversations {
  /** Conversations that grow. */
  written: readonly Pair[]
  /** Conversations that stay as they are. */
  read: readonly Pair[]
}

/** For every hot route the next request of a line; each line is one person. */
export function hotRequests({ written, read }: HotConversations): Record<Route, NextRequest> {
  const pages = read.map(({ conversationId, people }) =>
    httpRequest('GET', `/api/privatechat/messages/${conversationId}?limit=50`, people[0].token),
  )
  const lists = read.map(({ people }) =>
    httpRequest('GET', `/api/online-users?excludeUserId=${people[0].userId}`, people[0].token),
  )
  return {
    'POST message': (line) => postMessage(nth(written, line)),
    'GET messages': (line) => nth(pages, line),
    'GET online-users': (line) => nth(lists, line),
  }
}

let nextNumber = 1

export function postMessage({ conversationId, people }: Pair): Buffer {
  const clientMessageId = `00000000-0000-4000-9000-${String(nextNumber++).padStart(12, '0')}`
  const body = JSON.stringify({ conversationId, text: MESSAGE_TEXT, clientMessageId })
  return httpRequest('POST', '/api/privatechat/message', people[0].token, body)
}

function nth<T>(items: readonly T[], line: number): T {
  const item = items[line % items.length]
  if (item === undefined) throw new Error('There is nobody to ask')
  return item
}
