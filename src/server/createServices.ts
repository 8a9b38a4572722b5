import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { createConversations } from '@/services/conversations'
import { createGateway } from '@/services/gateway'
import { createIdentity, type IdentityService, openMailer } from '@/services/identity'
import {
  createOnlineUsers,
  createPresenceRecords,
  type OnlineUsersService,
  presenceFollower,
  socketIoPresenceAudience,
} from '@/services/online-users'
import { createPrivateChat } from '@/services/private-chat'
import { type ClosingHeard, socketIoBroadcaster } from '@/services/realtime/socketIoBroadcaster'
import { socketIoPusher } from '@/services/realtime/socketIoPusher'
import { createUploads } from '@/services/uploads'
import {
  AnswerMails,
  availabilityService,
  cannedRepliesService,
  chatNews,
  createAdminChats,
  createChatSigns,
  createVisitorSessions,
  createWebchat,
  endedVisits,
  postgresAnswerMails,
  postgresCannedReplies,
  postgresChatSettings,
  type VisitorSessionsService,
  visitorMerger,
} from '@/services/webchat'
import { createOutboxRelay, createWebhooks } from '@/services/webhooks'
import { boundedRecoveryAdapter } from './boundedRecoveryAdapter'
import { closeInWaves } from './closeSockets'
import type { Storage } from './openStorage'
import { relayedRooms } from './relayedRooms'
import { createSocketServer, type SocketServer } from './socketServer'
import { tellUntold } from './tellUntold'

export type Services = ReturnType<typeof createServices>

/** Every service, over the storage that was chosen. */
export function createServices(config: Config, log: Logger, storage: Storage) {
  const logged = (ended: Promise<void>) => {
    ended.catch((error) => log.error({ err: error }, 'presence'))
  }
  const core = coreServices(config, log, storage, {
    accountSession: (id) => logged(presence.onlineUsers.endAccountSession(id)),
    visit: (sessionId) => logged(presence.onlineUsers.endVisit(sessionId)),
  })
  const chats = chatServices(config, log, storage, core)
  const presence = presenceServices(config, log, storage, { ...core, ...chats })
  const gateway = gatewayOf(log, storage, { ...core, ...chats, ...presence })
  const availability = availabilityOf(storage, core, presence)
  const uploads = uploadsOf(config, log, storage)
  const answerMails = answerMailsOf(config, log, storage, { ...core, ...presence })
  return { ...core, ...chats, ...presence, gateway, availability, uploads, answerMails }
}

/** Who calls, and whom to tell. */
function coreServices(
  config: Config,
  log: Logger,
  { database, limits, relay, sessionEnds, keyEnds, visitEnds }: Storage,
  heard: ClosingHeard,
) {
  const io: SocketServer = createSocketServer({
    isKnownOrigin: (origin) => identity.isKnownOrigin(origin),
    adapter: relay
      ? relayedRooms(relay, () => void closeInWaves(io, config.closeSpreadMs))
      : boundedRecoveryAdapter,
  })
  const broadcaster = socketIoBroadcaster(io, heard)
  const mailer = openMailer(config.mail, log)
  const options = identityOptions(config)
  const ends = { sessionEnds, keyEnds, visitEnds, endedVisits: endedVisits(database) }
  const parts = { database, ...ends, broadcaster, limits, mailer, log, options }
  const identity = createIdentity(parts)
  return { io, broadcaster, identity, mailer }
}

type Core = ReturnType<typeof coreServices>

/** What people write to each other. */
function chatServices(
  { webhooksAllowPrivate: allowPrivate }: Config,
  log: Logger,
  { database, limits, jobs, relay, presence, sessionProjection: projection }: Storage,
  { identity, broadcaster }: Core,
) {
  const conversations = createConversations({ database, log, processId: relay?.id })
  relay?.onSilence(tellUntold({ conversations, broadcaster, log }))
  const privateChat = createPrivateChat({ conversations, people: identity, broadcaster, log })
  const merger = visitorMerger({ webchats: conversations.webchats, broadcaster })
  const proofs = { tokens: identity.visitorTokens, ends: identity.visitEnds, merger }
  const visitorSessions = createVisitorSessions({ database, projection, ...proofs, limits, log })
  const sessions = visitorSessions
  const follow = presenceFollower(presence)
  const outbox = createOutboxRelay({ database, stream: jobs, log })
  const webhooks = createWebhooks({ database, jobs, follow, allowPrivate, log })
  const { webchats } = conversations
  const news = chatNews({ webchats, broadcaster, webhooks })
  const webchat = createWebchat({ conversations, sessions, broadcaster, news, outbox, webhooks })
  const { admins } = identity
  const chatSigns = createChatSigns({ webchats, broadcaster })
  const adminChats = createAdminChats({ conversations, sessions, admins, broadcaster, news })
  const cannedReplies = cannedRepliesService(postgresCannedReplies(database))
  const chats = { webchat, adminChats, chatSigns, cannedReplies }
  return { conversations, privateChat, visitorSessions, outbox, webhooks, ...chats }
}

type Chats = ReturnType<typeof chatServices>

/** Who is online, and where they were. */
function presenceServices(
  config: Config,
  log: Logger,
  { database, presence }: Storage,
  { io, identity, visitorSessions }: Core & Chats,
) {
  const people = personBook(identity, visitorSessions)
  const presenceRecords = createPresenceRecords({ database, presence, people, log })
  const onlineUsers: OnlineUsersService = createOnlineUsers({
    store: presence,
    audience: socketIoPresenceAudience(io),
    people: identity,
    pages: presenceRecords,
    log,
    ...config.presence,
  })
  return { presenceRecords, onlineUsers }
}

type Presence = ReturnType<typeof presenceServices>

/** What back ends send to their users. */
function gatewayOf(
  log: Logger,
  { database }: Storage,
  { io, outbox, onlineUsers, presenceRecords }: Core & Chats & Presence,
) {
  return createGateway({
    database,
    outbox,
    log,
    presence: onlineUsers,
    lastSeen: (...who) => presenceRecords.lastSeen(...who),
    pusher: socketIoPusher(io),
  })
}

/** When visitors are answered. */
function availabilityOf({ database }: Storage, { identity }: Core, { onlineUsers }: Presence) {
  return availabilityService({
    settings: postgresChatSettings(database),
    admins: identity.admins,
    isOnline: onlineUsers.isOnline,
  })
}

/** Files that messages carry. */
function uploadsOf({ dataDir, files: { quota } }: Config, log: Logger, storage: Storage) {
  const { database, files } = storage
  return createUploads({ database, files, dataDir, quota, log })
}

/** Answers for visitors who left; without SMTP nothing is sent, and nothing printed. */
function answerMailsOf(
  { mail }: Config,
  log: Logger,
  { database }: Storage,
  { mailer, onlineUsers }: Core & Presence,
) {
  return new AnswerMails({
    store: postgresAnswerMails(database),
    mailer: mail.smtpUrl ? mailer : undefined,
    isOnline: onlineUsers.isOnline,
    log,
  })
}

/** Accounts first: a visitor's id is never an account's. */
function personBook(identity: IdentityService, visitorSessions: VisitorSessionsService) {
  return async (tenantId: string, userId: string) => {
    const member = await identity.member(tenantId, userId)
    if (member) return { ...member, firstSeenAt: member.joinedAt }
    return visitorSessions.visitor(tenantId, userId)
  }
}

function identityOptions(config: Config) {
  return {
    jwtSecrets: config.jwtSecrets,
    publicUrl: config.publicUrl,
    signUp: config.signUp,
    demo: config.demo,
    secureCookie: config.secure,
    allowedOrigins: config.allowedOrigins,
    ...(config.gatewayKey && { gatewayKey: config.gatewayKey }),
  }
}

/** Finishes what was accepted before storage is let go. */
export async function closeInOrder(
  parts: Services & Pick<Storage, 'relay' | 'redis' | 'database'>,
): Promise<void> {
  await parts.presenceRecords.close()
  await parts.gateway.close()
  await parts.answerMails.close()
  await parts.identity.close()
  await parts.conversations.close()
  await parts.outbox.close()
  await parts.webhooks.close()
  await parts.visitorSessions.close()
  await parts.uploads.close()
  await parts.relay?.close()
  parts.redis?.client.disconnect()
  parts.redis?.subscriber.disconnect()
  await parts.database.close()
}
