import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageOf } from './client/testing/fakeMessages'
import {
  emptyOutbox,
  type Outbox,
  type OutboxEntry,
  type OutboxEvent,
  reduceOutbox,
  unsentOf,
} from './outbox'

const failure = { code: 'UNAVAILABLE', message: 'The server cannot be reached', retry: true }

const queued = (seq: number): OutboxEvent => ({
  type: 'queued',
  clientMessageId: `k${seq}`,
  conversationId: 'c1',
  text: `text ${seq}`,
  queuedAtMs: seq,
})
const settled = (seq: number): OutboxEvent => ({ type: 'settled', message: messageOf(seq) })
const failed = (seq: number): OutboxEvent => ({
  type: 'failed',
  clientMessageId: `k${seq}`,
  failure,
})
const named = (type: 'fell-back' | 'retried' | 'discarded', seq: number): OutboxEvent => ({
  type,
  clientMessageId: `k${seq}`,
})

const outboxAfter = (...events: OutboxEvent[]): Outbox => events.reduce(reduceOutbox, emptyOutbox)
const entry = (outbox: Outbox): OutboxEntry | undefined => outbox[0]

describe('an entry', () => {
  test('is sending, says when HTTP takes over, and settles', () => {
    expect(entry(outboxAfter(queued(1)))).toMatchObject({ status: 'sending', fellBack: false })
    const fellBack = outboxAfter(queued(1), named('fell-back', 1))
    expect(entry(fellBack)).toMatchObject({ status: 'sending', fellBack: true })
    expect(entry(reduceOutbox(fellBack, settled(1)))).toEqual({
      clientMessageId: 'k1',
      conversationId: 'c1',
      text: 'text 1',
      queuedAtMs: 1,
      status: 'sent',
      message: messageOf(1),
    })
  })

  test('CL-44 that failed is sending again after a retry and gone after a discard', () => {
    const lost = outboxAfter(queued(1), failed(1))
    expect(entry(lost)).toMatchObject({ status: 'failed', failure })
    expect(entry(reduceOutbox(lost, named('retried', 1)))).toMatchObject({ status: 'sending' })
    expect(reduceOutbox(lost, named('discarded', 1))).toEqual([])
  })

  test('CL-44 that failed is sent when it arrives after all', () => {
    expect(entry(outboxAfter(queued(1), failed(1), settled(1)))).toMatchObject({ status: 'sent' })
  })

  test('CL-43 is not settled by a message of another conversation', () => {
    const foreign = { ...messageOf(1), conversationId: 'c2' }
    const outbox = outboxAfter(queued(1))
    expect(reduceOutbox(outbox, { type: 'settled', message: foreign })).toBe(outbox)
  })

  test('keeps only what the outbox knows of a failure', () => {
    const error = Object.assign(new Error('no'), { code: 'FORBIDDEN', retry: false })
    const outbox = outboxAfter(queued(1), { ...failed(1), failure: error } as OutboxEvent)
    expect(entry(outbox)).toMatchObject({
      failure: { code: 'FORBIDDEN', message: 'no', retry: false },
    })
  })
})

test('the unsent entries of a conversation leave out what is sent and what is of others', () => {
  const outbox = outboxAfter(queued(1), queued(2), queued(3), settled(1), failed(2))
  expect(unsentOf(outbox, 'c1').map((one) => one.clientMessageId)).toEqual(['k2', 'k3'])
  expect(unsentOf(outbox, 'c2')).toEqual([])
})

const anyEvent: fc.Arbitrary<OutboxEvent> = fc
  .integer({ min: 1, max: 4 })
  .chain((seq) =>
    fc.constantFrom<OutboxEvent>(
      queued(seq),
      settled(seq),
      failed(seq),
      named('fell-back', seq),
      named('retried', seq),
      named('discarded', seq),
    ),
  )

/** The steps the drawing in outbox.ts allows. */
const allowed = new Set([
  'sending>sending',
  'sending>sent',
  'sending>failed',
  'failed>failed',
  'failed>sending',
  'failed>sent',
  'sent>sent',
])

/** The steps taken from one outbox to the next, by status. */
function stepsBetween(before: Outbox, after: Outbox): string[] {
  return after.flatMap((now) => {
    const was = before.find((one) => one.clientMessageId === now.clientMessageId)
    return was ? [`${was.status}>${now.status}`] : []
  })
}

test('CL-43 whatever comes in whatever order, statuses only take allowed steps', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let outbox = emptyOutbox
      for (const event of events) {
        const next = reduceOutbox(outbox, event)
        const steps = stepsBetween(outbox, next)
        expect(steps.filter((step) => !allowed.has(step))).toEqual([])
        expect(steps.includes('failed>sending') && event.type !== 'retried').toBe(false)
        expect(new Set(next.map((one) => one.clientMessageId)).size).toBe(next.length)
        outbox = next
      }
    }),
  )
})

test('CL-43 once settled, everything else about it but a discard changes nothing', () => {
  const sent = outboxAfter(queued(1), queued(2), settled(1))
  const rest = fc.constantFrom(
    settled(1),
    failed(1),
    queued(1),
    named('fell-back', 1),
    named('retried', 1),
  )
  fc.assert(
    fc.property(fc.array(rest), (events) => {
      expect(events.reduce(reduceOutbox, sent)).toBe(sent)
    }),
  )
})
