import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DemoOnline } from '@/lib/demoProtocol'
import { type DrawnRow, drawnRows, heldRows } from './onlineRows'

export interface OnlineState {
  answer: DemoOnline | undefined
  rows: readonly DrawnRow[]
  /** How far the clock of this device is ahead of the server's. */
  aheadMs: number
  /** Why the last question had no answer. */
  failure: string | undefined
  /** By the person, or because nobody looks at the tab. */
  isPaused: boolean
}

/** Who is here, asked again and again while somebody looks. */
export interface OnlineFeed {
  store: StoreApi<OnlineState>
  /** Returns the way to stop. */
  start(): () => void
  /** Whose row comes first. */
  know(visitorId: string | undefined): void
  pause(): void
  resume(): void
  retry(): void
  /** The pointer rests on the rows: they keep their places. */
  hold(isHeld: boolean): void
}

export const TABLE_ROWS = 6
const EVERY_MS = 1000
/** Nothing tells visitors who is here, so it is asked; where nothing happens, less and less often. */
const SELDOM_MS = 5000
/** So many answers alike are no rest yet. */
const ALIKE = 3
const AFTER_FAILURE_MS = 5000

export function createOnlineFeed(ask: (you?: string) => Promise<DemoOnline>): OnlineFeed {
  const store = createOnlineStore()
  let you: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Answers to questions of before are of no use. */
  let question = 0
  let isStopped = false
  let isHeld = false
  let told = ''
  let alike = 0

  function hear(answer: DemoOnline): void {
    const { at: _, ...news } = answer
    const before = told
    told = JSON.stringify(news)
    alike = told === before ? alike + 1 : 0
    show(store, answer, isHeld)
  }

  async function read(): Promise<void> {
    clearTimeout(timer)
    question += 1
    const asked = question
    const failure = await ask(you).then(
      (answer) => void (asked === question && hear(answer)),
      (error: Error) => error.message,
    )
    if (asked !== question) return
    store.setState({ failure })
    if (store.getState().isPaused) return
    timer = setTimeout(read, failure === undefined ? pauseAfter(alike) : AFTER_FAILURE_MS)
  }

  function rest(): void {
    question += 1
    clearTimeout(timer)
    store.setState({ isPaused: true })
  }

  function resume(): void {
    alike = 0
    store.setState({ isPaused: false })
    void read()
  }

  const retry = () => void read()

  return {
    store,
    start: () => {
      const followTab = () => {
        if (document.hidden) rest()
        else if (!isStopped) resume()
      }
      document.addEventListener('visibilitychange', followTab)
      followTab()
      return () => {
        document.removeEventListener('visibilitychange', followTab)
        question += 1
        clearTimeout(timer)
      }
    },
    know: (visitorId) => {
      you = visitorId
      if (visitorId !== undefined && !store.getState().isPaused) retry()
    },
    pause: () => {
      isStopped = true
      rest()
    },
    resume: () => {
      isStopped = false
      resume()
    },
    retry,
    hold: (held) => {
      isHeld = held
    },
  }
}

function pauseAfter(alike: number): number {
  return Math.min(SELDOM_MS, EVERY_MS * 2 ** Math.max(0, alike - ALIKE))
}

function createOnlineStore(): StoreApi<OnlineState> {
  return createStore<OnlineState>(() => ({
    answer: undefined,
    rows: [],
    aheadMs: 0,
    failure: undefined,
    isPaused: false,
  }))
}

function show(store: StoreApi<OnlineState>, answer: DemoOnline, isHeld: boolean): void {
  const { answer: before, rows } = store.getState()
  store.setState({
    answer,
    rows: isHeld ? heldRows(rows, answer) : drawnRows(answer, before),
    aheadMs: Date.now() - Date.parse(answer.at),
  })
}
