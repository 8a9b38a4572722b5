/** Of few tenants are many sockets, and each keeps the names of its rooms: one string for all. */
const tenantRooms = new Map<string, string>()

function tenantRoom(tenantId: string): string {
  const known = tenantRooms.get(tenantId)
  if (known !== undefined) return known
  const room = `tenant:${tenantId}`
  tenantRooms.set(tenantId, room)
  return room
}

/** Socket.IO rooms. The server alone puts sockets into them. */
export const rooms = {
  /** Every socket of a tenant, visitors included. */
  tenant: tenantRoom,
  /** Sockets of owners, admins and agents. */
  admins: (tenantId: string) => `admin:${tenantId}`,
  /** All tabs and devices of one user. */
  user: (tenantId: string, userId: string) => `user:${tenantId}:${userId}`,
  /** Sockets that have a conversation open, or are of a visitor's session. */
  conversation: (conversationId: string) => `conversation:${conversationId}`,
  /** Sockets that may write to a session, and have not proven that they may read it. */
  unproven: (sessionId: string) => `unproven:${sessionId}`,
  /** Sockets that showed one key; its end closes them. */
  apiKey: (keyId: string) => `api-key:${keyId}`,
  /** Sockets opened by one sign-in; ending it closes them. */
  accountSession: (accountSessionId: string) => `account-session:${accountSessionId}`,
  /** Sockets that watch a tenant's presence, by what they may see and how they want it. */
  presence: (
    tenantId: string,
    { view, form }: { view: 'full' | 'reduced'; form: 'batch' | 'single' },
  ) => `presence:${tenantId}:${view}:${form}`,
}
