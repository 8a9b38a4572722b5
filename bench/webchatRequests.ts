import { askInTurn, httpRequest } from './load/httpLine'
import { loadHttp, type NextRequest } from './load/httpLoad'
import { MESSAGE_TEXT } from './load/messageLoad'
import type { BenchOptions } from './options'
import type { Server, Target, Visitor } from './targets/target'

export const webchatRoutes = ['POST /webchat/message', 'GET /api/chat/messages'] as const

const CONNECTIONS = 32
/** Messages in each conversation that is read. */
const PAGE = 50

interface Visitors {
  server: Server
  writers: readonly Visitor[]
  readers: readonly Visitor[]
}

/** Visitors with a page of messages each. */
export async function openReaders(target: Target, server: Server): Promise<Visitor[]> {
  const readers = await target.visitors(server, CONNECTIONS)
  for (const reader of readers) await askInTurn(server.port, PAGE, () => postOf(reader))
  const page = await askInTurn(server.port, 1, () => postOf(readers[0]))
  if (!page.includes('"success":true')) throw new Error(page)
  if (target.name === 'parley' || target.name === 'node') await checkPage(server, readers[0])
  return readers
}

/** A bench that reads empty pages would look splendid. */
async function checkPage({ port }: Server, reader: Visitor | undefined): Promise<void> {
  const page = await askInTurn(port, 1, () => getOf(reader))
  const count = page.split('"seq":').length - 1
  if (count < PAGE) throw new Error(`${count} messages instead of ${PAGE}: ${page.slice(0, 300)}`)
}

/** Each route by itself, as fast as it is answered. */
export async function requestFigures(
  { seconds }: BenchOptions,
  { server, writers, readers }: Visitors,
): Promise<{ figures: Record<string, number>; sent: number }> {
  let sent = 0
  const pages = readers.map(getOf)
  const requests: Record<(typeof webchatRoutes)[number], NextRequest> = {
    'POST /webchat/message': (line) => {
      sent++
      return postOf(writers[line])
    },
    'GET /api/chat/messages': (line) => pages[line] as Buffer,
  }
  const figures: Record<string, number> = {}
  for (const route of webchatRoutes) {
    const load = await loadHttp(server, CONNECTIONS, seconds, requests[route])
    const { answered, elapsedMs, cpu } = load
    figures[`${route}: requests/s`] = (answered / elapsedMs) * 1000
    figures[`${route}: server CPU µs/request`] = cpu.server / answered
    figures[`${route}: PostgreSQL CPU µs/request`] = cpu.postgres / answered
  }
  return { figures, sent }
}

let nextNumber = 1

function postOf(visitor: Visitor | undefined): Buffer {
  const clientMessageId = `00000000-0000-4000-a000-${String(nextNumber++).padStart(12, '0')}`
  const said = { sessionId: visitor?.sessionId, text: MESSAGE_TEXT, clientMessageId }
  const body = JSON.stringify({ ...said, domain: 'localhost' })
  return httpRequest('POST', '/webchat/message', visitor?.token ?? '', body)
}

function getOf(visitor: Visitor | undefined): Buffer {
  const path = `/api/chat/messages?sessionId=${visitor?.sessionId}&limit=${PAGE}`
  return httpRequest('GET', path, visitor?.token ?? '')
}
