import { expect, test } from 'vitest'
import { cannedQuery, matchingReplies } from './matchingReplies'

const replies = [
  { id: '1', shortcut: 'bye', text: 'Good-bye, and say hello to Ben' },
  { id: '2', shortcut: 'hello', text: 'Hello! How can I help?' },
  { id: '3', shortcut: 'hours', text: 'From 9 to 17.' },
]

test('UA-29 a text that is a slash and one word asks for saved replies, any other does not', () => {
  expect(cannedQuery('/')).toBe('')
  expect(cannedQuery('/he')).toBe('he')
  for (const text of ['', 'he', 'a /he', '/he llo', '/he\n'])
    expect(cannedQuery(text)).toBeUndefined()
})

test('UA-29 shortcuts that begin so come first, then whatever contains it', () => {
  const found = (query: string) => matchingReplies(replies, query).map(({ shortcut }) => shortcut)
  expect(found('')).toEqual(['bye', 'hello', 'hours'])
  expect(found('h')).toEqual(['hello', 'hours', 'bye'])
  expect(found('HELLO')).toEqual(['hello', 'bye'])
  expect(found('nothing')).toEqual([])
})
