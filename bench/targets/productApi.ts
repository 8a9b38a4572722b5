import type { AccessGrant } from '@/lib/accountProtocol'
import type { MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Conversation } from '@/lib/protocol'
import type { VisitorGrantAnswer, WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import type { Pair, Person, Visitor } from './target'

/** Requests that prepare and check, never measured ones. */
export interface ProductApi {
  newPeople(count: number): Promise<Person[]>
  pairUp(people: readonly Person[]): Promise<Pair[]>
  storedMessages(pairs: readonly Pair[]): Promise<number>
  newVisitors(count: number): Promise<Visitor[]>
  storedOfVisitors(visitors: readonly Visitor[]): Promise<number>
  onlineCount(asker: Person): Promise<number>
}

export function productApi(port: number): ProductApi {
  const newPerson = async (): Promise<Person> => {
    const grant = await call<AccessGrant>(port, '/api/auth/demo', { body: { as: 'new' } })
    return { userId: grant.user.id, token: grant.token }
  }
  return {
    newPeople: (count) => inTurns(Array.from({ length: count }), newPerson),
    pairUp: (people) => inTurns(couples(people), (couple) => openDirect(port, couple)),
    storedMessages: async (pairs) => sum(await inTurns(pairs, (pair) => lastSeq(port, pair))),
    newVisitors: (count) => inTurns(Array.from({ length: count }), () => newVisitor(port)),
    storedOfVisitors: async (visitors) =>
      sum(await inTurns(visitors, (visitor) => lastSeqOf(port, visitor))),
    onlineCount: async (asker) => {
      const path = '/api/online-users?countOnly=true'
      return (await call<{ count: number }>(port, path, { as: asker })).count
    },
  }
}

/** As the tenant's back end asks for one. */
async function newVisitor(port: number): Promise<Visitor> {
  const body = { tenantId: 'tenant-123', domain: 'localhost' }
  const asked = { key: 'parley_sk_demo', body }
  const path = '/api/chat/anonymous-token'
  const { token, userId, sessionId } = await call<VisitorGrantAnswer>(port, path, asked)
  return { token, userId, sessionId }
}

async function lastSeqOf(port: number, visitor: Visitor): Promise<number> {
  const path = '/api/chat/messages?limit=1'
  return (await call<WebchatMessagesAnswer>(port, path, { as: visitor })).lastSeq
}

async function openDirect(port: number, people: readonly [Person, Person]): Promise<Pair> {
  const [ada, ben] = people
  const path = '/api/privatechat/conversations'
  const asked = { as: ada, body: { userId: ben.userId } }
  const { conversation } = await call<{ conversation: Conversation }>(port, path, asked)
  return { conversationId: conversation.id, people }
}

async function lastSeq(port: number, { conversationId, people }: Pair): Promise<number> {
  const path = `/api/privatechat/messages/${conversationId}?limit=1`
  return (await call<MessagesAnswer>(port, path, { as: people[0] })).lastSeq
}

interface CallOptions {
  as?: Person
  key?: string
  body?: object
}

async function call<T>(port: number, path: string, { as, key, body }: CallOptions): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(key && { 'x-api-key': key }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

export function couples(people: readonly Person[]): [Person, Person][] {
  const found: [Person, Person][] = []
  for (let index = 0; index + 1 < people.length; index += 2) {
    const [ada, ben] = people.slice(index, index + 2)
    if (ada && ben) found.push([ada, ben])
  }
  return found
}

/** Eight at a time, answers in the order of the items. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return answers
}
