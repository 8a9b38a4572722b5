import { type HotConversations, hotRequests, postMessage } from './load/hotRequests'
import { askInTurn, httpRequest } from './load/httpLine'
import { type LoadSocket, openLoadSocket } from './load/loadSocket'
import type { Person, Server, Target } from './targets/target'

/** Messages in the conversations that are read, and people online. */
export const PAGE = 50

export interface Stage {
  target: Target
  server: Server
  conversations: HotConversations
  close(): Promise<void>
}

/** A running server with conversations to write and to read, and with people online. */
export async function openStage(target: Target, connections: number): Promise<Stage> {
  const server = await target.start()
  const people = await target.people(server, Math.max(2 * connections, 2 * PAGE))
  const pairs = await target.pairs(server, people)
  const half = Math.floor(pairs.length / 2)
  const conversations = { written: pairs.slice(0, half), read: pairs.slice(half) }
  for (const pair of conversations.read) {
    await askInTurn(server.port, PAGE, () => postMessage(pair))
  }
  const sockets = await bringOnline(target, server, people.slice(0, PAGE))
  await checkAnswers(server, conversations)
  const close = async () => {
    for (const socket of sockets) socket.close()
    await server.process.stop()
  }
  return { target, server, conversations, close }
}

async function bringOnline(
  target: Target,
  { port }: Server,
  people: Person[],
): Promise<LoadSocket[]> {
  const sockets: LoadSocket[] = []
  for (const { token } of people) {
    // The Node partner has no sockets: whoever asks for the list is on it.
    const asking = () => httpRequest('GET', '/api/online-users', token)
    if (target.name === 'node') await askInTurn(port, 1, asking)
    else sockets.push(await openLoadSocket({ port, token, onEvent: () => undefined }, 'connected'))
  }
  return sockets
}

/** A bench that measures errors or empty lists would look splendid. */
async function checkAnswers(server: Server, conversations: HotConversations): Promise<void> {
  const requests = hotRequests(conversations)
  await askInTurn(server.port, 1, () => requests['POST message'](0))
  const page = await askInTurn(server.port, 1, () => requests['GET messages'](0))
  const list = await askInTurn(server.port, 1, () => requests['GET online-users'](0))
  expectCount('messages', page, '"seq":', PAGE)
  expectCount('people online', list, '"connectedAt":', PAGE - 1)
}

function expectCount(what: string, answer: string, mark: string, least: number): void {
  const count = answer.split(mark).length - 1
  if (count < least)
    throw new Error(`${count} ${what} instead of ${least}: ${answer.slice(0, 300)}`)
}
