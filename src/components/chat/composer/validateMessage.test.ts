import { describe, expect, test } from 'vitest'
import { sendObstacle } from './validateMessage'

const attempt = { text: 'Hello', conversationId: 'c1', signedIn: true }

describe('what is said before sending', () => {
  test('UI-40 each obstacle has its sentence', () => {
    expect(sendObstacle({ ...attempt, text: ' \n ' })).toBe('Write a message first.')
    expect(sendObstacle({ ...attempt, signedIn: false })).toBe('Log in to send messages.')
    expect(sendObstacle({ ...attempt, conversationId: undefined })).toBe(
      'Choose a conversation first.',
    )
  })

  test('UI-40 a text of 4,000 characters may be sent, one more may not', () => {
    expect(sendObstacle({ ...attempt, text: 'x'.repeat(4000) })).toBeUndefined()
    expect(sendObstacle({ ...attempt, text: ` ${'x'.repeat(4000)} ` })).toBeUndefined()
    expect(sendObstacle({ ...attempt, text: 'x'.repeat(4001) })).toContain('4000')
  })
})
