import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageOf } from './client/testing/fakeMessages'
import type { Message, WebchatState } from './protocol'
import { webchatAfter } from './webchatState'

const nobody: WebchatState = {
  visitorId: 'v_1',
  sessionId: 's_1',
  status: 'closed',
  agentsReadSeq: 0,
}

const written = (by: Pick<Message, 'sender' | 'senderId'>, seq: number) =>
  messageOf(seq, { ...by, sessionId: `s_${seq}` })

const writers = [
  { sender: 'user', senderId: 'v_1' },
  { sender: 'agent', senderId: 'u_ada' },
  { sender: 'agent', senderId: 'u_ben' },
  { sender: 'agent', senderId: 'k_program' },
  { sender: 'bot', senderId: 'k_program' },
] as const

describe('what a message changes of a visitor’s conversation', () => {
  test('UA-22 it waits from the first message that no person has answered', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...writers), { maxLength: 12 }), (all) => {
        const messages = all.map((by, index) => written(by, index + 1))
        const after = messages.reduce(webchatAfter, nobody)
        const answeredAt = messages.findLastIndex(({ sender }) => sender === 'agent')
        const unanswered = messages.slice(answeredAt + 1).find(({ sender }) => sender === 'user')
        expect(after.waitingSince).toBe(unanswered?.timestamp)
      }),
    )
  })

  test('UA-22 the first person who answers takes it, and a program does not', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...writers), { maxLength: 12 }), (all) => {
        const after = all.map((by, index) => written(by, index + 1)).reduce(webchatAfter, nobody)
        expect(after.assigneeId).toBe(all.find(({ senderId }) => senderId[0] === 'u')?.senderId)
      }),
    )
  })

  test('UA-22 a visitor who writes opens it again, in the stay that it was written in', () => {
    const after = webchatAfter(nobody, written(writers[0], 7))
    expect(after).toMatchObject({ status: 'open', sessionId: 's_7', agentsReadSeq: 0 })
    expect(webchatAfter(after, written(writers[1], 8))).toMatchObject({ agentsReadSeq: 8 })
    expect(webchatAfter(nobody, written(writers[1], 8)).status).toBe('closed')
  })
})
