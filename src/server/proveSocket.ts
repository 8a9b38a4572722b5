import type { ParleySocket, Principal } from '@/services/realtime'
import { fingerprintSchema } from '@/services/webchat/webchatSchemas'
import type { App } from './createApp'
import { clientAddress } from './requestHeaders'

/** Who opened a socket. A website's key makes its visitor up, or finds the session it names. */
export async function proveSocket(socket: ParleySocket, app: App): Promise<Principal> {
  const { auth } = socket.handshake
  const caller = await app.identity.authenticateSocket(shownBy(socket, app))
  if (caller.kind !== 'website') return caller
  const visitor = await app.visitorSessions.enter(caller, {
    name: textOf(auth.sessionId),
    fingerprint: fingerprintSchema.safeParse(auth.fingerprint).data,
    address: clientAddress(socket.request, app.config.trustedProxies),
  })
  const { keyId } = caller
  return keyId === undefined ? visitor : { shownKeyId: keyId, ...visitor }
}

function shownBy(socket: ParleySocket, app: App) {
  const { auth, headers, query } = socket.handshake
  return {
    token: textOf(auth.token) ?? bearerOf(headers.authorization),
    apiKey: textOf(auth.apiKey),
    tenantId: textOf(query.tenantId),
    origin: headers.origin ?? ownOrigin(socket, app),
    siteId: textOf(query.siteId),
    domain: textOf(query.domain),
    asAdmin: auth.role === 'admin' || auth.isAdmin === true,
  }
}

/** Browsers leave the origin out where a page reads from its own server, as in polling. */
function ownOrigin({ handshake }: ParleySocket, { config }: App): string | undefined {
  return handshake.headers['sec-fetch-site'] === 'same-origin' ? config.publicUrl : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function bearerOf(header: string | undefined): string | undefined {
  return header?.match(/^Bearer (.+)$/i)?.[1]
}
