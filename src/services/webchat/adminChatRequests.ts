import type {
  AdminConversationAnswer,
  AdminConversationsAnswer,
  AssigneesAnswer,
  AssignRequest,
  BlockedVisitorsAnswer,
  NoteAnswer,
  NoteRequest,
  NotesAnswer,
  ReadRequest,
} from '@/lib/adminChatProtocol'
import { type ErrorCode, refusal } from '@/lib/errors'
import { adminDoor, type DoorServices, idSchema, type Principal } from '@/services/realtime'
import {
  assignSchema,
  type ListQuery,
  listQuerySchema,
  type NotesQuery,
  noteSchema,
  notesQuerySchema,
} from './adminChatSchemas'
import type { AdminChatsService } from './adminChatsService'
import { readSchema } from './chatSignSchemas'
import type { ChatSigns } from './chatSigns'
import { staffOf } from './webchatCallers'

type Services = DoorServices & { adminChats: AdminChatsService }

const reads = { scope: 'messages:read' as const }
const writes = { scope: 'messages:write' as const }

/**
 * `GET /api/admin/conversations?status&assignee&limit&cursor`: conversations of visitors: those
 * that wait first, longest first.
 */
export const getAdminConversations = adminDoor<Services, undefined, ListQuery>(
  { ...reads, query: listQuerySchema },
  async ({ adminChats }, { caller, query }): Promise<AdminConversationsAnswer> => {
    const { assignee, ...asked } = query
    const assigneeId = assignee === undefined ? undefined : assigneeOf(caller, assignee)
    return { success: true, ...(await adminChats.list(caller.tenantId, { ...asked, assigneeId })) }
  },
)

function assigneeOf(caller: Principal, assignee: string): string | null {
  if (assignee === 'none') return null
  if (assignee !== 'me') return assignee
  if (caller.kind === 'user') return caller.userId
  throw refusal('INVALID_REQUEST', {
    sentence: 'A key has no conversations of its own',
    details: ['assignee'],
  })
}

/** `GET /api/admin/conversations/`: one conversation of a visitor. */
export const getAdminConversation = adminDoor(
  reads,
  async ({ adminChats }: Services, { caller, params }): Promise<AdminConversationAnswer> => ({
    success: true,
    conversation: await adminChats.get(caller.tenantId, chatIn(params)),
  }),
)

/** `GET /api/admin/assignees`: whom a conversation can be given to, by name. */
export const getAssignees = adminDoor(
  reads,
  async ({ adminChats }: Services, { caller }): Promise<AssigneesAnswer> => ({
    success: true,
    assignees: await adminChats.assignees(caller.tenantId),
  }),
)

/** `POST /api/admin/conversations/`: gives it to an admin, or to nobody. */
export const postAssign = adminDoor<Services, AssignRequest | Assigned>(
  { ...writes, body: assignSchema },
  async ({ adminChats }, { caller, params, body }): Promise<AdminConversationAnswer> => ({
    success: true,
    conversation: await adminChats.assign(caller.tenantId, chatIn(params), body),
  }),
)

type Assigned = { assigneeId: string | null; ifAssigneeId?: string | null | undefined }

/** `POST /api/admin/conversations/`: closes it; the visitor's next message opens it again. */
export const postClose = statusDoor('closed')

/** `POST /api/admin/conversations/`: opens it again. */
export const postReopen = statusDoor('open')

function statusDoor(status: 'open' | 'closed') {
  return adminDoor(
    writes,
    async ({ adminChats }: Services, { caller, params }): Promise<AdminConversationAnswer> => ({
      success: true,
      conversation: await adminChats.setStatus(caller.tenantId, chatIn(params), status),
    }),
  )
}

type SignServices = DoorServices & { chatSigns: ChatSigns }

/** `POST /api/admin/conversations/`: everything up to `seq` is read, for all admins. */
export const postAdminRead = adminDoor<SignServices, ReadRequest>(
  { ...writes, body: readSchema },
  async ({ chatSigns }, { caller, params, body }): Promise<{ success: true }> => {
    const staff = staffOf(caller)
    if (!staff) throw refusal('FORBIDDEN')
    const chat = await chatSigns.findByAnyId(staff.tenantId, chatIn(params))
    if (!chat) throw refusal('CONVERSATION_NOT_FOUND')
    await chatSigns.readByAdmins(staff, chat, body.seq)
    return { success: true }
  },
)

/** `POST /api/admin/conversations/`: says something that the visitor never hears. */
export const postNote = adminDoor<Services, NoteRequest>(
  { ...writes, body: noteSchema },
  async ({ adminChats }, { caller, params, body }): Promise<NoteAnswer> => {
    const staff = staffOf(caller)
    if (!staff) throw refusal('FORBIDDEN')
    return { success: true, ...(await adminChats.note(staff, chatIn(params), body)) }
  },
)

/** `GET /api/admin/conversations/`: what admins said among themselves about the visitor. */
export const getNotes = adminDoor<Services, undefined, NotesQuery>(
  { ...reads, query: notesQuerySchema },
  async ({ adminChats }, { caller, params, query }): Promise<NotesAnswer> => {
    const page = await adminChats.notes(caller.tenantId, chatIn(params), query)
    const { messages: notes, lastSeq, hasMore } = page
    return { success: true, notes, lastSeq, hasMore }
  },
)

/** `POST /api/admin/visitors/`: refuses a visitor's messages from now on. */
export const postBlock = adminDoor(
  writes,
  async ({ adminChats }: Services, { caller, params }): Promise<AdminConversationAnswer> => ({
    success: true,
    conversation: await adminChats.block(caller.tenantId, visitorIn(params)),
  }),
)

/** `DELETE /api/admin/visitors/`: lets a visitor write again. */
export const deleteBlock = adminDoor(
  writes,
  async ({ adminChats }: Services, { caller, params }): Promise<AdminConversationAnswer> => ({
    success: true,
    conversation: await adminChats.unblock(caller.tenantId, visitorIn(params)),
  }),
)

/**
 * `GET /api/admin/visitors/blocked`: visitors whose messages are refused, the last blocked first.
 */
export const getBlocked = adminDoor(
  reads,
  async ({ adminChats }: Services, { caller }): Promise<BlockedVisitorsAnswer> => ({
    success: true,
    visitors: await adminChats.blocked(caller.tenantId),
  }),
)

/** What cannot be an id names nothing. */
function named(value: string | undefined, code: ErrorCode): string {
  const id = idSchema.safeParse(value)
  if (!id.success) throw refusal(code)
  return id.data
}

function chatIn({ id }: Record<string, string>): string {
  return named(id, 'CONVERSATION_NOT_FOUND')
}

function visitorIn({ userId }: Record<string, string>): string {
  return named(userId, 'USER_NOT_FOUND')
}
