import { fold } from '@/lib/fold'
import type { Conversation, OnlineUser } from '@/lib/protocol'
import { byActivity } from '../list/conversationOrder'
import { conversationName, orderedPeople, type Person, peerOf } from '../state/people'

export type JumpItem =
  | { kind: 'person'; id: string; name: string; person: Person }
  | { kind: 'conversation'; id: string; name: string; person: Person | undefined }
  | { kind: 'page'; id: string; name: string; href: string }

export interface JumpGroup {
  heading: string
  items: JumpItem[]
}

interface JumpSources {
  me: string
  users: readonly OnlineUser[]
  conversations: readonly Conversation[]
  query: string
}

const RECENT = 5
const FOUND_AT_MOST = 50

const pages: JumpItem[] = [
  { kind: 'page', id: 'page:online', name: 'Online Users', href: '/chat?panel=online' },
  { kind: 'page', id: 'page:settings', name: 'Settings', href: '/settings' },
  { kind: 'page', id: 'page:start', name: 'Start page', href: '/' },
]

/** Without a query what was used last and who is here; with one, whatever carries that name. */
export function jumpGroups({ me, users, conversations, query }: JumpSources): JumpGroup[] {
  const { here, offline } = orderedPeople(users, conversations, me)
  const people = [...here, ...offline]
  const recent = recentConversations(conversations, people, me)
  const asked = fold(query)
  const groups =
    asked === ''
      ? [
          group('Recent', recent.slice(0, RECENT)),
          group('Online', notYetIn(recent.slice(0, RECENT), here)),
        ]
      : [
          group('People', found(people.map(personItem), asked)),
          group('Conversations', found(recent, asked).filter(isGroup)),
          group('Pages', found(pages, asked)),
        ]
  return groups.filter(({ items }) => items.length > 0)
}

function recentConversations(
  conversations: readonly Conversation[],
  people: readonly Person[],
  me: string,
): JumpItem[] {
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]))
  return byActivity(conversations).flatMap((id) => {
    const conversation = byId.get(id)
    if (!conversation) return []
    const name = conversationName(conversation, me)
    const peerId = peerOf(conversation, me)?.userId
    const person = people.find(({ userId }) => userId === peerId)
    return [{ kind: 'conversation' as const, id, name, person }]
  })
}

/** Who is in a conversation listed above is not listed again. */
function notYetIn(recent: readonly JumpItem[], here: readonly Person[]): JumpItem[] {
  const listed = new Set(recent.map((item) => item.kind === 'conversation' && item.person))
  return here.filter((person) => !listed.has(person)).map(personItem)
}

function personItem(person: Person): JumpItem {
  return { kind: 'person', id: `person:${person.userId}`, name: person.name, person }
}

// A direct conversation is found by its person.
function isGroup(item: JumpItem): boolean {
  return item.kind === 'conversation' && item.person === undefined
}

function group(heading: string, items: JumpItem[]): JumpGroup {
  return { heading, items: items.slice(0, FOUND_AT_MOST) }
}

function found(items: JumpItem[], asked: string): JumpItem[] {
  return items.filter(({ name }) => fold(name).includes(asked))
}
