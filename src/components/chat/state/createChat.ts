import { announce } from '@/components/ui/announce'
import type { Account, Role, UserStatus } from '@/lib/protocol'
import { createPushStore, type PushStore } from '../pushes/pushStore'
import { type ChangeActions, createChangeActions } from './changeActions'
import { createChatFeed } from './chatFeed'
import { type ChatStore, createChatStore, type InitialChat } from './chatStore'
import { type ComposerHandle, createComposerHandle } from './composerHandle'
import { type ConversationActions, createConversationActions } from './conversationActions'
import { createDraftStorage, localPlace } from './draftStorage'
import { createDraftStore, type DraftStore } from './draftStore'
import type { LazyClient } from './lazyClient'
import { createMessageAnnouncer } from './messageAnnouncer'
import { createNotices, type Notices } from './notices'
import { createPendingFiles, type PendingFiles } from './pendingFiles'
import { createPresenceStore, type PresenceStore } from './presenceStore'
import { createReadFiles, type ReadFiles } from './readFiles'
import { createSendActions, type SendActions } from './sendActions'
import { createThreadActions, type ThreadActions } from './threadActions'
import { createTypingStore, type TypingStore } from './typingStore'
import { keepUnsent } from './unsentStore'

/** The chat of one tab: its client, its stores, and what can be done. */
export interface Chat {
  me: Account
  role: Role
  client: LazyClient
  store: ChatStore
  drafts: DraftStore
  /** Files of messages, read. */
  files: ReadFiles
  /** Files in the composers. */
  pending: PendingFiles
  presence: PresenceStore
  typing: TypingStore
  composer: ComposerHandle
  notices: Notices
  pushes: PushStore
  actions: ChatActions
  /** Where the reader was in each conversation of this session. */
  positions: Map<string, ReadingPosition>
  /** Connects; returns the way to stop. */
  start(): () => void
}

export interface ChatActions
  extends SendActions,
    ThreadActions,
    ConversationActions,
    ChangeActions {
  /** Reads everything again, because somebody asked for it. */
  refresh(): Promise<void>
  reloadList(): Promise<void>
  setStatus(status: UserStatus): void
}

/** The message at the top of the view, and how far above the view it begins. */
export interface ReadingPosition {
  key: string
  offsetPx: number
}

/** Whose chat it is. */
export interface ChatOwner {
  account: Account
  role: Role
}

/** @param notices what is said of messages that nobody looks at; as the settings have it unless told. */
export function createChat(
  client: LazyClient,
  owner: ChatOwner,
  initial?: InitialChat,
  notices: Notices = createNotices(),
): Chat {
  const { account: me, role } = owner
  const store = createChatStore(me, initial)
  const presence = createPresenceStore()
  const drafts = createDraftStore()
  const typing = createTypingStore()
  const composer = createComposerHandle()
  const pending = createPendingFiles(client)
  const pushes = createPushStore()
  const actions: ChatActions = {
    ...createSendActions({ client, store, drafts, composer, pending }),
    ...createThreadActions(client, store),
    ...createConversationActions(client, store),
    ...createChangeActions({ client, store, composer }),
    ...createReadAgain(client, store, presence),
    setStatus(status) {
      presence.setState({ myStatus: status })
      client().setStatus(status)
    },
  }
  const announcer = createMessageAnnouncer((text) => announce(text))
  const onStranger = () => void actions.reloadList()
  const onUnseen = notices.tell
  const feed = createChatFeed({ store, presence, typing, announcer, onUnseen, onStranger })

  function start(): () => void {
    const storage = createDraftStorage(me.id, localPlace())
    drafts.restore(storage)
    const ends = [
      keepUnsent(store, storage),
      client().subscribe(feed),
      pushes.hear(client()),
      followPage(drafts, composer, store),
      notices.start(),
      forgetRead(store, notices),
      announcer.close,
      typing.close,
      presence.close,
      () => client().stop(),
    ]
    client().start()
    if (store.getState().list === 'loading') void actions.reloadList()
    return () => {
      for (const end of ends) end()
    }
  }

  const positions = new Map<string, ReadingPosition>()
  return {
    me,
    role,
    client,
    store,
    drafts,
    files: createReadFiles(client),
    pending,
    presence,
    typing,
    composer,
    notices,
    pushes,
    actions,
    positions,
    start,
  }
}

/** A notification goes when its conversation is read, wherever that was. */
function forgetRead(store: ChatStore, notices: Notices): () => void {
  return store.subscribe(({ conversations }, before) => {
    if (conversations === before.conversations) return
    notices.forget((id) => (conversations[id]?.unreadCount ?? 0) === 0)
  })
}

function createReadAgain(client: LazyClient, store: ChatStore, presence: PresenceStore) {
  return {
    async refresh() {
      presence.setState({ refreshing: true })
      try {
        await client().refresh()
        presence.setState({ failure: undefined })
      } catch (error) {
        presence.setState({ failure: reasonOf(error) })
      } finally {
        presence.setState({ refreshing: false })
      }
    },
    async reloadList() {
      try {
        await client().refresh()
        store.setState({ list: 'ready' })
      } catch (error) {
        const { list } = store.getState()
        if (list !== 'ready') store.setState({ list: 'failed' })
        if (!presence.getState().known) presence.setState({ failure: reasonOf(error) })
      }
    },
  }
}

/** Drafts are stored before the page may go, and follow what other tabs write. */
function followPage(drafts: DraftStore, composer: ComposerHandle, store: ChatStore): () => void {
  const flush = () => drafts.flush()
  const hide = () => document.visibilityState === 'hidden' && drafts.flush()
  const follow = (event: StorageEvent) =>
    drafts.follow(event, composer.isFocused() ? store.getState().openId : undefined)
  window.addEventListener('pagehide', flush)
  window.addEventListener('storage', follow)
  document.addEventListener('visibilitychange', hide)
  return () => {
    flush()
    window.removeEventListener('pagehide', flush)
    window.removeEventListener('storage', follow)
    document.removeEventListener('visibilitychange', hide)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The server cannot be reached'
}
