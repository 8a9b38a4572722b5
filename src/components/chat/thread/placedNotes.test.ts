import { expect, test } from 'vitest'
import { testMessage } from '../state/testChat'
import { messageRows } from './messageRows'
import { placedNotes } from './placedNotes'

const at = (second: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, second)).toISOString()
const note = (id: string, second: number) =>
  testMessage(1, { id, clientMessageId: id, sender: 'agent', timestamp: at(second) })

test('UA-28 notes stand where they were written, and have no number of the conversation', () => {
  const messages = [2, 4, 6].map((seq) => testMessage(seq))
  const bubbles = placedNotes(messages, [note('n1', 3), note('n2', 5), note('n3', 7)], false)
  expect(bubbles.map(({ key }) => key)).toEqual(['k2', 'n1', 'k4', 'n2', 'k6', 'n3'])
  expect(bubbles.filter(({ note: isNote }) => isNote).map(({ seq }) => seq)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('UA-28 notes from before what is loaded wait for it', () => {
  const keys = (hasMore: boolean) =>
    placedNotes([testMessage(4)], [note('n1', 3)], hasMore).map(({ key }) => key)
  expect(keys(true)).toEqual(['k4'])
  expect(keys(false)).toEqual(['n1', 'k4'])
})

test('UA-20 answers of the team stand on the reader’s side, whoever wrote them', () => {
  const answers = [
    testMessage(1, { senderId: 'v_1' }),
    testMessage(2, { sender: 'agent', senderId: 'ada' }),
    testMessage(3, { sender: 'agent', senderId: 'ben' }),
    testMessage(4, { sender: 'bot', senderId: 'k_1' }),
  ]
  const bubbles = placedNotes(answers, [], false)
  const rows = messageRows({ bubbles, me: 'ada', hasMore: true, pageStarts: new Set() })
  const sides = rows.flatMap((row) => (row.type === 'message' ? [[row.own, row.mine]] : []))
  expect(sides).toEqual([
    [false, false],
    [true, true],
    [true, false],
    [true, false],
  ])
})
