import type { Conversation, OnlineUser, Participant } from '@/lib/protocol'

/** The others of a conversation; alone with oneself, oneself. */
export function othersOf(conversation: Conversation, me: string): Participant[] {
  const others = conversation.participants.filter(({ userId }) => userId !== me)
  return others.length > 0 ? others : conversation.participants
}

export function conversationName(conversation: Conversation, me: string): string {
  if (conversation.name) return conversation.name
  const names = othersOf(conversation, me).map(({ name }) => name)
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names) || 'Conversation'
}

/** The one person a direct conversation is with. */
export function peerOf(conversation: Conversation, me: string): Participant | undefined {
  return conversation.kind === 'direct' ? othersOf(conversation, me)[0] : undefined
}

export type Presence = 'online' | 'away' | 'busy' | 'offline'

export interface Person {
  userId: string
  name: string
  avatar?: string | undefined
  presence: Presence
  /** ISO: since when away, or when last seen. */
  since?: string | undefined
  isMe?: boolean
}

export function presenceOf(user: OnlineUser | undefined): Presence {
  if (!user) return 'offline'
  if (user.status === 'away') return 'away'
  return user.status === 'busy' || user.status === 'in-call' ? 'busy' : 'online'
}

/** People online (A–Z), then away, then those offline whom I have a conversation with. */
export function orderedPeople(
  users: readonly OnlineUser[],
  conversations: readonly Conversation[],
  me: string,
  showMe = false,
): { here: Person[]; offline: Person[] } {
  const shown = users.filter((user) => showMe || user.userId !== me)
  const here = shown.map((user) => onlinePerson(user, me)).sort(compareHere)
  const offline = offlinePeople(conversations, new Set(users.map(({ userId }) => userId)), me)
  return { here, offline }
}

function onlinePerson(user: OnlineUser, me: string): Person {
  const presence = presenceOf(user)
  return {
    userId: user.userId,
    name: user.name ?? user.userId,
    avatar: user.avatar,
    presence,
    ...(presence === 'away' && { since: user.lastActiveAt }),
    ...(user.userId === me && { isMe: true }),
  }
}

function offlinePeople(conversations: readonly Conversation[], online: Set<string>, me: string) {
  const people = new Map<string, Person>()
  for (const { participants } of conversations) {
    for (const { userId, name, avatar, lastSeen } of participants) {
      if (userId === me || online.has(userId)) continue
      people.set(userId, { userId, name, avatar, presence: 'offline', since: lastSeen })
    }
  }
  return [...people.values()].sort(compareNames)
}

const collator = new Intl.Collator()
const rank: Record<Presence, number> = { online: 0, busy: 0, away: 1, offline: 2 }

function compareHere(a: Person, b: Person): number {
  return (
    Number(b.isMe ?? false) - Number(a.isMe ?? false) ||
    rank[a.presence] - rank[b.presence] ||
    compareNames(a, b)
  )
}

function compareNames(a: Person, b: Person): number {
  return collator.compare(a.name, b.name) || collator.compare(a.userId, b.userId)
}
