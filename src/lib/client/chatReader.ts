import type { OnlineColleaguesPage, ParleyApi } from '../api'
import type { ParleyEvent } from '../parleyEvents'
import type { Conversation } from '../protocol'
import type { OpenConversations } from './openConversations'
import type { PresenceFollower } from './presenceFollower'
import type { SocketLink } from './socketLink'

/** Reads the whole state of the chat, and tells it: with the socket's help, or without. */
export interface ChatReader {
  /** After connecting: rooms, missed messages, conversations, presence. @throws ParleyApiError */
  readLive(userId: string): Promise<void>
  /** Without a socket: the same over HTTP. @throws ParleyApiError */
  readOverHttp(): Promise<void>
}

interface Options {
  api: Pick<ParleyApi, 'conversations' | 'onlineUsersPage'>
  link: Pick<SocketLink, 'isUp'>
  conversations: OpenConversations
  presence: PresenceFollower
  /** The list of conversations was read. */
  onListed(conversations: readonly Conversation[]): void
  tell(event: ParleyEvent): void
}

export function createChatReader(options: Options): ChatReader {
  const { api, link, presence, tell } = options

  return {
    readLive: async (userId) => {
      await Promise.all([
        presence.follow(userId),
        options.conversations.catchUp(),
        readConversations(),
      ])
    },
    readOverHttp: async () => {
      const [conversations, colleagues] = await Promise.all([readConversations(), everybody()])
      await options.conversations.readBehind(conversations)
      // A socket that came up meanwhile knows better.
      if (!link.isUp()) presence.show(colleagues)
      tell({ type: 'poll' })
    },
  }

  /** As one page. */
  async function everybody(cursor?: string): Promise<OnlineColleaguesPage> {
    const page = await api.onlineUsersPage(cursor ? { cursor } : {})
    if (page.nextCursor === undefined) return page
    const { data } = await everybody(page.nextCursor)
    return { ...page, data: [...page.data, ...data] }
  }

  async function readConversations() {
    const conversations = await api.conversations()
    tell({ type: 'conversations', conversations })
    options.onListed(conversations)
    return conversations
  }
}
