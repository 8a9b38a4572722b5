import { describe, expect, test } from 'vitest'
import { failureOutcome } from './sendFailure'

const failed = {
  conversationId: 'c1',
  openConversationId: 'c1',
  composerText: '',
  otherFailed: 0,
  retry: true,
}

describe('a send that finally failed', () => {
  test('UI-42 goes back into an empty composer', () => {
    expect(failureOutcome(failed)).toEqual({ keep: false })
    expect(failureOutcome({ ...failed, composerText: ' \n' })).toEqual({ keep: false })
  })

  test('UI-43 stays as a bubble when the composer holds a text', () => {
    expect(failureOutcome({ ...failed, composerText: 'next' })).toEqual({
      keep: true,
      canRetry: true,
    })
  })

  test('UI-43 stays as a bubble when another conversation is open', () => {
    expect(failureOutcome({ ...failed, openConversationId: 'c2' }).keep).toBe(true)
    expect(failureOutcome({ ...failed, openConversationId: undefined }).keep).toBe(true)
  })

  test('UI-43 stays as a bubble when more than one failed', () => {
    expect(failureOutcome({ ...failed, otherFailed: 1 }).keep).toBe(true)
  })

  test('UI-44 offers no Retry when the reason will not change', () => {
    const refused = { ...failed, composerText: 'next', retry: false }
    expect(failureOutcome(refused)).toEqual({ keep: true, canRetry: false })
  })
})
