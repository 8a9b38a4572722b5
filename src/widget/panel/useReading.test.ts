// @vitest-environment happy-dom
import { h, render } from 'preact'
import { useRef } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SeqMark } from '@/lib/protocol'
import { messageOf } from '../testMessages'
import { firstState, type PanelState } from './panelState'
import { useReading } from './useReading'

/** Of the place that messages are read in; each of them is 100 high. */
const height = 250

let place: HTMLElement
let told: SeqMark[]
let hasFocus: boolean
const seen = (mark: SeqMark) => told.push(mark)

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  hasFocus = true
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus)
  place = document.createElement('div')
  document.body.append(place)
})
afterEach(() => {
  afterThat(() => render(null, place))
  place.remove()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function Thread({ state }: { state: PanelState }) {
  const box = useRef<HTMLElement>(null)
  useReading(box, state, seen)
  return h(
    'div',
    { ref: box, class: 'thread' },
    state.messages.map(({ seq }) => h('article', { key: seq, 'data-seq': seq })),
  )
}

/** Where things stand when the thread is scrolled so far down. */
function lay(scrolled: number): void {
  const thread = place.querySelector('.thread')
  if (!thread) return
  thread.getBoundingClientRect = () => new DOMRect(0, 0, 300, height)
  for (const [nth, message] of [...thread.querySelectorAll('article')].entries())
    message.getBoundingClientRect = () => new DOMRect(0, nth * 100 - scrolled, 300, 100)
}

function show(state: Partial<PanelState>, scrolled = 0): void {
  const open = { ...firstState, isShown: true, connection: 'real-time' as const }
  afterThat(() => render(h(Thread, { state: { ...open, ...state } }), place))
  lay(scrolled)
  scroll(scrolled)
}

function scroll(to: number): void {
  lay(to)
  place.querySelector('.thread')?.dispatchEvent(new Event('scroll'))
}

/** With all that follows from it. */
function afterThat(happening: () => void): void {
  void act(happening)
}
const wait = (ms: number) => afterThat(() => vi.advanceTimersByTime(ms))
const seqs = () => told.map(({ seq }) => seq)
const messages = [messageOf(1), messageOf(2), messageOf(3)]

describe('what is read in the panel', () => {
  test('WG-24 is what was in view for 500 ms, to its lower edge, once', () => {
    show({ messages })
    wait(499)
    expect(told).toEqual([])
    wait(1)
    expect(told).toEqual([{ conversationId: 'c_1', seq: 2 }])
    scroll(50)
    wait(5_000)
    scroll(0)
    scroll(50)
    show({ messages: [...messages] }, 50)
    wait(5_000)
    expect(seqs()).toEqual([2, 3])
  })

  test('WG-24 is nothing while the panel is closed, or the window has not the focus', () => {
    show({ messages, isShown: false })
    wait(5_000)
    hasFocus = false
    afterThat(() => dispatchEvent(new Event('blur')))
    show({ messages })
    wait(5_000)
    expect(told).toEqual([])
    show({ messages, isPageFocused: true })
    wait(400)
    show({ messages })
    wait(5_000)
    expect(told).toEqual([])
    hasFocus = true
    afterThat(() => dispatchEvent(new Event('focus')))
    scroll(0)
    wait(500)
    expect(seqs()).toEqual([2])
  })

  test('WG-24 is said again over a new line, as it may not have arrived over the old one', () => {
    show({ messages })
    wait(500)
    show({ messages, connection: 'silent' })
    show({ messages, connection: 'polling' })
    wait(500)
    show({ messages, connection: 'real-time' })
    wait(5_000)
    expect(seqs()).toEqual([2, 2, 2])
  })

  test('WG-24 is of the visitor’s conversation, whichever it is by now', () => {
    show({ messages })
    wait(500)
    show({ messages: [] })
    show({ messages: [messageOf(1, { conversationId: 'c_2' })] })
    wait(500)
    expect(told.at(-1)).toEqual({ conversationId: 'c_2', seq: 1 })
  })
})
