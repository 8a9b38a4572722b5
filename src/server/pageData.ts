import type { Config } from '@/config/config'
import type { Account, Conversation, Message, Role } from '@/lib/protocol'
import type { Database } from '@/services/database'
import type { DemoOnlineService } from '@/services/demo'
import {
  DEMO_KEYS,
  DEMO_TENANT,
  type IdentityService,
  type SignedInAccount,
} from '@/services/identity'
import type { OnlineUsersService } from '@/services/online-users'
import type { PrivateChatService } from '@/services/private-chat'
import type { UserPrincipal } from '@/services/realtime'

/** What the demo's own pages show of themselves, as any website would. */
export interface DemoSite {
  tenantId: string
  apiKey: string
}

/** What a newcomer may know about the server. */
export interface Facts {
  demo: boolean
  /** In a demo: the website that this is, and how many are on it. */
  live?: { site: DemoSite; here: number }
  address: string
  /** Where messages are kept, in words. */
  messages: string
  /** Where presence is kept, in words. */
  presence: string
  signUp: Config['signUp']
  /** Nobody has an account yet: the first to sign up owns the system. */
  firstSignUp: boolean
}

export interface ChatPageData {
  account: Account
  role: Role
  conversations: Conversation[]
  /** The last page of the chosen conversation; absent when there is none, or it is not theirs. */
  messages?: Message[]
  hasMore?: boolean
  lastChangeSeq?: number
}

/** Who asks for the admins' page, and the number it begins with. */
export interface AdminPageData {
  account: Account
  role: Role
  online: number
}

/** First data for pages that the server renders, read with the cookie of the request. */
export interface PageData {
  facts(): Promise<Facts>
  /** Undefined where there is no demo. */
  demoSite(): DemoSite | undefined
  signedInAccount(cookieHeader: string | null): Promise<Account | undefined>
  chatPage(cookieHeader: string | null, conversationId?: string): Promise<ChatPageData | undefined>
  adminPage(cookieHeader: string | null): Promise<AdminPageData | undefined>
}

interface Needs {
  config: Config
  database: Database
  identity: IdentityService
  privateChat: PrivateChatService
  onlineUsers: OnlineUsersService
  demoOnline: DemoOnlineService
}

const PAGE_SIZE = 50

export function pageData(needs: Needs): PageData {
  const { config, identity, privateChat, onlineUsers } = needs
  return {
    facts: () => factsOf(needs),
    demoSite: () => (config.demo ? demoSite : undefined),
    signedInAccount: async (cookieHeader) => {
      const signedIn = await identity.sessionOfCookie(cookieHeader)
      return signedIn && accountOf(signedIn)
    },
    chatPage: async (cookieHeader, conversationId) => {
      const signedIn = await identity.sessionOfCookie(cookieHeader)
      if (!signedIn) return undefined
      const reader = readerOf(signedIn)
      const conversations = await privateChat.list(reader)
      const isTheirs = conversations.some(({ id }) => id === conversationId)
      const page =
        isTheirs && (await privateChat.page(reader, String(conversationId), { limit: PAGE_SIZE }))
      return {
        account: accountOf(signedIn),
        role: signedIn.role,
        conversations,
        ...(page && {
          messages: page.messages,
          hasMore: page.hasMore,
          lastChangeSeq: page.lastChangeSeq,
        }),
      }
    },
    adminPage: async (cookieHeader) => {
      const signedIn = await identity.sessionOfCookie(cookieHeader)
      if (!signedIn) return undefined
      const { role, tenantId } = signedIn
      const online = role === 'member' ? 0 : await visitorsOnline(onlineUsers, tenantId)
      return { account: accountOf(signedIn), role, online }
    },
  }
}

const demoSite: DemoSite = { tenantId: DEMO_TENANT.key, apiKey: DEMO_KEYS.publishable }

async function factsOf({ config, database, identity, demoOnline }: Needs): Promise<Facts> {
  return {
    demo: config.demo,
    ...(config.demo && { live: { site: demoSite, here: await demoOnline.count() } }),
    address: new URL(config.publicUrl).host,
    messages: `${database.kind === 'embedded' ? 'embedded' : 'PostgreSQL'}, ${database.place}`,
    presence: config.redisUrl ? 'Redis' : 'in memory, one instance',
    signUp: config.signUp,
    firstSignUp: await identity.isEmpty(),
  }
}

/** The number card's number: the tenant's own people are none. */
async function visitorsOnline(onlineUsers: OnlineUsersService, tenantId: string): Promise<number> {
  const [everybody, users] = await Promise.all([
    onlineUsers.count(tenantId),
    onlineUsers.count(tenantId, { usersOnly: true }),
  ])
  return everybody - users
}

function accountOf({ id, name, email, avatar }: SignedInAccount): Account {
  return { id, name, email, ...(avatar && { avatar }) }
}

/** The session was proven a moment ago; it reads once. */
function readerOf({ id, name, tenantId, role, accountSessionId }: SignedInAccount): UserPrincipal {
  return {
    kind: 'user',
    userId: id,
    name,
    tenantId,
    role,
    accountSessionId,
    expiresAtMs: Date.now(),
  }
}
