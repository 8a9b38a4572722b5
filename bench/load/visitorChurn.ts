import { waitFor } from '../processes/waitFor'
import type { Server, Visitor } from '../targets/target'
import { type LoadSocket, openLoadSocket } from './loadSocket'
import { VisitMarks } from './visitMarks'

/** Visitors who come, go on to other pages and leave, until it is stopped. */
export interface VisitorChurn {
  /** What a watcher is told of presence. */
  heard(packet: string): void
  /** How long changes took to be seen, of those seen since the last time. */
  takeSeenMs(): number[]
  /** Ends it; fails where a change was never seen. */
  stop(): Promise<void>
}

interface ChurnPlan {
  server: Server
  /** They come in turn; more than come while somebody is in grace. */
  visitors: readonly Visitor[]
  /** What the server tells watchers: of pages only Parley does, bare of nothing. */
  tells: 'all' | 'comings' | 'nothing'
}

export const COMINGS_PER_SECOND = 25
const PAGES_PER_COMING = 2
/** On the website at once. */
const PRESENT = 100
/** Who has just come, or is about to leave, goes nowhere: of a window only the last page is told. */
const [SETTLED_FROM, SETTLED] = [5, 70]

export function startChurn({ server, visitors, tells }: ChurnPlan): VisitorChurn {
  const marks = new VisitMarks()
  const present: LoadSocket[] = []
  let turn = 0
  let coming = 0
  let failure: unknown
  const step = () => {
    coming++
    come(server, visitors[turn++ % visitors.length], marks, tells)
      .then((socket) => present.push(socket))
      .catch((error) => {
        failure ??= error
      })
      .finally(() => coming--)
    if (present.length >= PRESENT) present.shift()?.close()
    if (tells === 'all') goOn(present, turn, marks)
  }
  const timer = setInterval(step, 1000 / COMINGS_PER_SECOND)
  return {
    heard: (packet) => marks.heard(packet),
    takeSeenMs: () => marks.take(),
    stop: async () => {
      clearInterval(timer)
      await waitFor('every visitor to come', () => coming === 0)
      if (failure) throw failure
      await waitFor('every change of a visitor to be seen', () => marks.waiting === 0)
      for (const socket of present) socket.close()
    },
  }
}

async function come(
  { port }: Server,
  visitor: Visitor | undefined,
  marks: VisitMarks,
  tells: ChurnPlan['tells'],
): Promise<LoadSocket> {
  const { mark, url } = marks.nextPage()
  const onEvent = (name: string) => {
    if (name === 'connected' && tells !== 'nothing') marks.made(mark)
  }
  return openLoadSocket({ port, token: visitor?.token ?? '', url, onEvent }, 'connected')
}

function goOn(present: readonly LoadSocket[], turn: number, marks: VisitMarks): void {
  if (present.length < SETTLED_FROM + SETTLED) return
  for (let nth = 0; nth < PAGES_PER_COMING; nth++) {
    const visitor = present[SETTLED_FROM + ((turn * PAGES_PER_COMING + nth) % SETTLED)]
    const { mark, url } = marks.nextPage()
    visitor?.emit('user_activity', JSON.stringify({ url, title: 'A page of the shop' }))
    marks.made(mark)
  }
}
