import { createStore, type StoreApi } from 'zustand/vanilla'
import { withMessage, withOpened } from '@/components/chat/state/chatChanges'
import { type Chat, createChat } from '@/components/chat/state/createChat'
import { createNotices } from '@/components/chat/state/notices'
import { usePreferences } from '@/components/ui/preferences'
import { visitorName } from '@/components/ui/visitorName'
import type { AssigneesAnswer } from '@/lib/adminChatProtocol'
import type { ParleyClient } from '@/lib/parleyClient'
import type { Account, Role } from '@/lib/protocol'
import type { TokenSource } from '@/lib/session'
import type { VisitorChatApi } from '@/lib/visitorChatApi'
import { createVisitorChats, createVisitorSight, unopenedChat } from '@/lib/visitorChats'
import { type CannedReplies, createCannedReplies } from './cannedReplies'
import { type ChatDesk, createChatDesk } from './chatDesk'
import { followWaiting } from './followWaiting'
import { createIdentified, hearIdentified, type Identified } from './identified'
import { createTypedWords, hearTypedWords, type TypedWords } from './typedWords'
import { createViewers, type Viewers } from './viewers'

/** An admin's conversations with visitors: the chat's own state, and what only admins do. */
export interface VisitorChat {
  chat: Chat
  desk: ChatDesk
  typed: TypedWords
  viewers: Viewers
  identified: Identified
  canned: CannedReplies
  /** Those who answer visitors, by name. */
  team: StoreApi<{ people: AssigneesAnswer['assignees'] }>
  start(): () => void
}

export interface VisitorChatParts {
  client: ParleyClient
  chatApi: VisitorChatApi
  tokens: TokenSource
}

export function createVisitorChat(
  owner: { account: Account; role: Role },
  parts: () => VisitorChatParts,
): VisitorChat {
  let client: ParleyClient | undefined
  const visitorsClient = () => {
    client ??= makeClient()
    return client
  }
  const notices = createNotices(() => usePreferences.getState().visitorSounds)
  const chat = createChat(visitorsClient, owner, undefined, notices)
  const typed = createTypedWords()
  const identified = createIdentified()
  const viewers = createViewers(() => parts().client.socket)
  const team = createStore<{ people: AssigneesAnswer['assignees'] }>(() => ({ people: [] }))
  const sight = createVisitorSight({ nameOf: visitorName, me: owner.account.id })
  const desk = createChatDesk(chat, sight, () => parts().chatApi, identified)

  function makeClient(): ParleyClient {
    const { client: own, chatApi: api, tokens } = parts()
    hearTypedWords(typed, own.socket)
    hearIdentified(identified, own.socket, (from, to) => moveOver(chat, from, to))
    viewers.hear()
    return createVisitorChats({
      client: own,
      api,
      tokens,
      sight,
      me: owner.account.id,
      onNote: (note) => chat.store.setState((state) => withMessage(state, note)),
    })
  }

  return {
    chat,
    desk,
    typed,
    viewers,
    identified,
    canned: createCannedReplies(() => parts().chatApi),
    team,
    start() {
      readTeam(team, parts().chatApi)
      const ends = [followOpened(chat), followWaiting(chat), viewers.close, chat.start()]
      return () => {
        for (const end of ends) end()
      }
    },
  }
}

/** Who is not known by name is a colleague. */
function readTeam(team: VisitorChat['team'], api: VisitorChatApi): void {
  api.assignees().then(
    (people) => team.setState({ people }),
    () => undefined,
  )
}

/** What was written, or is being written, to a visitor's stay goes on in the conversation it opened. */
function followOpened(chat: Chat): () => void {
  return chat.store.subscribe(({ conversations }, before) => {
    if (conversations === before.conversations) return
    const opened = Object.values(conversations).filter(({ id }) => !before.conversations[id])
    for (const { id, webchat } of opened) moveOver(chat, unopenedChat(webchat?.sessionId ?? ''), id)
  })
}

function moveOver({ store, drafts, pending }: Chat, from: string, to: string): void {
  store.setState((state) => withOpened(state, from, to))
  if (pending.of(from).length > 0) pending.move(from, to)
  const draft = drafts.textOf(from)
  if (draft === '') return
  drafts.write(to, draft)
  drafts.clear(from)
}
