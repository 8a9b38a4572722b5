/** The HTTP calls of the Developers pages. */
import type { ChatSettings, ChatSettingsRequest } from './adminChatProtocol'
import type { SitesOnline } from './adminProtocol'
import { authorisedRequests, type Caller } from './client/authorisedRequests'
import type {
  ApiKey,
  AuditAnswer,
  IdentitySecret,
  IdentitySecretsAnswer,
  KeyAnswer,
  KeyPatch,
  KeysAnswer,
  KeyWish,
  NewIdentitySecretAnswer,
  NewKeyAnswer,
  OpenInvitation,
  Site,
  SiteAnswer,
  SitePatch,
  SitesAnswer,
  SiteWish,
  TeamAnswer,
} from './developersProtocol'
import type {
  ConnectionStats,
  GatewayEventsAnswer,
  SendPush,
  SendPushAnswer,
} from './gatewayProtocol'
import type { Role } from './protocol'
import type { TokenSource } from './session'
import type {
  WebhookDeliveriesAnswer,
  WebhookDelivery,
  WebhookDeliveryAnswer,
  WebhookEndpoint,
  WebhookEventType,
  WebhookSecretAnswer,
  WebhooksAnswer,
} from './webhookProtocol'

/** What owners and admins may do. Every call rejects with a `ParleyApiError`; `FORBIDDEN` for others. */
export interface DevelopersApi {
  keys(): Promise<ApiKey[]>
  /** The key is told in this answer and never again. @throws `INVALID_REQUEST`, `CONFLICT` */
  createKey(wish: KeyWish): Promise<NewKeyAnswer>
  changeKey(id: string, patch: KeyPatch): Promise<ApiKey>
  rotateKey(id: string, overlapHours: number): Promise<NewKeyAnswer>
  revokeKey(id: string): Promise<void>
  identitySecrets(): Promise<IdentitySecret[]>
  /** The secret is told in this answer and never again. @throws `CONFLICT` there are two */
  createIdentitySecret(name: string): Promise<NewIdentitySecretAnswer>
  retireIdentitySecret(id: string): Promise<void>
  sites(): Promise<Omit<SitesAnswer, 'success'>>
  /** How many visitors are on each site, by its id. */
  sitesOnline(): Promise<SitesOnline['online']>
  createSite(wish: SiteWish): Promise<Site>
  changeSite(id: string, patch: SitePatch): Promise<Site>
  removeSite(id: string): Promise<void>
  team(): Promise<Omit<TeamAnswer, 'success'>>
  setRole(userId: string, role: Role): Promise<void>
  removeMember(userId: string): Promise<void>
  /** Mails a link. @throws `CONFLICT` the e-mail has an account */
  invite(email: string, role: Role): Promise<Pick<OpenInvitation, 'email' | 'role' | 'expiresAt'>>
  revokeInvitation(id: string): Promise<void>
  audit(before?: string): Promise<Omit<AuditAnswer, 'success'>>
  chatSettings(): Promise<ChatSettings>
  /** @throws `INVALID_REQUEST` */
  changeChatSettings(settings: ChatSettingsRequest): Promise<void>
  push(wish: SendPush): Promise<SendPushAnswer>
  connections(): Promise<ConnectionStats>
  /** What was pushed and what clients said in the last 24 hours, newest first. */
  events(cursor?: string): Promise<Omit<GatewayEventsAnswer, 'success'>>
  webhooks(): Promise<WebhookEndpoint[]>
  createWebhook(wish: WebhookWish): Promise<WebhookSecretAnswer>
  changeWebhook(id: string, change: Partial<WebhookWish> & { enabled?: boolean }): Promise<void>
  removeWebhook(id: string): Promise<void>
  rotateWebhook(id: string): Promise<WebhookSecretAnswer>
  testWebhook(id: string): Promise<string>
  deliveries(id: string, cursor?: string): Promise<Omit<WebhookDeliveriesAnswer, 'success'>>
  delivery(id: string): Promise<Omit<WebhookDeliveryAnswer, 'success'>>
  redeliver(id: string): Promise<WebhookDelivery>
}

/** Where events are posted to, and which. */
export interface WebhookWish {
  url: string
  events: WebhookEventType[]
}

/**
 * @example
 * const developers = createDevelopersApi({ url: '', tokens: createTokenSource() })
 * const { secret } = await developers.createKey({ name, kind: 'secret', scopes: ['push'], sites: [] })
 */
export function createDevelopersApi(
  caller: Omit<Caller, 'tokens'> & { tokens: TokenSource },
): DevelopersApi {
  const requests = authorisedRequests(caller)
  return {
    ...keyCalls(requests),
    ...identityCalls(requests),
    ...siteCalls(requests),
    ...teamCalls(requests),
    ...webhookCalls(requests),
    chatSettings: async () => settingsIn(await requests.get<ChatSettings>(CHAT_SETTINGS)),
    changeChatSettings: async (settings) =>
      void (await requests.send('PUT', CHAT_SETTINGS, settings)),
    push: (wish) => requests.send('POST', '/api/gateway/send', wish),
    connections: () => requests.get('/api/gateway/stats'),
    events: (cursor) => requests.get('/api/gateway/events', { cursor }),
  }
}

type Requests = ReturnType<typeof authorisedRequests>

const CHAT_SETTINGS = '/api/admin/chat-settings'
const KEYS = '/api/admin/keys'
const IDENTITY_SECRETS = '/api/admin/identity-secrets'
const SITES = '/api/admin/sites'
const TEAM = '/api/admin/team'
const WEBHOOKS = '/api/admin/webhooks'
const DELIVERIES = '/api/admin/webhook-deliveries'
const INVITATIONS = '/api/admin/invitations'

/** Of an answer, without its `success`: it can be sent back. */
function settingsIn({ timeZone, hours, closedDays, replyMinutes, mailAfterMinutes }: ChatSettings) {
  return { timeZone, hours, closedDays, replyMinutes, mailAfterMinutes }
}

function keyCalls({ get, send }: Requests) {
  const one = (id: string) => `${KEYS}/${encodeURIComponent(id)}`
  return {
    keys: async () => (await get<KeysAnswer>(KEYS)).keys,
    createKey: (wish: KeyWish) => send<NewKeyAnswer>('POST', KEYS, wish),
    changeKey: async (id: string, patch: KeyPatch) =>
      (await send<KeyAnswer>('PATCH', one(id), patch)).key,
    rotateKey: (id: string, overlapHours: number) =>
      send<NewKeyAnswer>('POST', `${one(id)}/rotate`, { overlapHours }),
    revokeKey: async (id: string) => void (await send('DELETE', one(id))),
  }
}

function identityCalls({ get, send }: Requests) {
  return {
    identitySecrets: async () =>
      (await get<IdentitySecretsAnswer>(IDENTITY_SECRETS)).identitySecrets,
    createIdentitySecret: (name: string) =>
      send<NewIdentitySecretAnswer>('POST', IDENTITY_SECRETS, { name }),
    retireIdentitySecret: async (id: string) =>
      void (await send('DELETE', `${IDENTITY_SECRETS}/${encodeURIComponent(id)}`)),
  }
}

function siteCalls({ get, send }: Requests) {
  const one = (id: string) => `${SITES}/${encodeURIComponent(id)}`
  return {
    sites: () => get<SitesAnswer>(SITES),
    sitesOnline: async () => (await get<SitesOnline>('/api/admin/presence/sites')).online,
    createSite: async (wish: SiteWish) => (await send<SiteAnswer>('POST', SITES, wish)).site,
    changeSite: async (id: string, patch: SitePatch) =>
      (await send<SiteAnswer>('PATCH', one(id), patch)).site,
    removeSite: async (id: string) => void (await send('DELETE', one(id))),
  }
}

function teamCalls({ get, send }: Requests) {
  const one = (userId: string) => `${TEAM}/${encodeURIComponent(userId)}`
  return {
    team: () => get<TeamAnswer>(TEAM),
    setRole: async (userId: string, role: Role) =>
      void (await send('PATCH', one(userId), { role })),
    removeMember: async (userId: string) => void (await send('DELETE', one(userId))),
    invite: async (email: string, role: Role) =>
      (await send<{ invitation: OpenInvitation }>('POST', INVITATIONS, { email, role })).invitation,
    revokeInvitation: async (id: string) =>
      void (await send('DELETE', `${INVITATIONS}/${encodeURIComponent(id)}`)),
    audit: (before?: string) => get<AuditAnswer>('/api/admin/audit', { before }),
  }
}

function webhookCalls({ get, send }: Requests) {
  const one = (id: string) => `${WEBHOOKS}/${encodeURIComponent(id)}`
  const delivery = (id: string) => `${DELIVERIES}/${encodeURIComponent(id)}`
  return {
    webhooks: async () => (await get<WebhooksAnswer>(WEBHOOKS)).webhooks,
    createWebhook: (wish: WebhookWish) => send<WebhookSecretAnswer>('POST', WEBHOOKS, wish),
    changeWebhook: async (id: string, change: object) =>
      void (await send('PATCH', one(id), change)),
    removeWebhook: async (id: string) => void (await send('DELETE', one(id))),
    rotateWebhook: (id: string) => send<WebhookSecretAnswer>('POST', `${one(id)}/rotate`),
    testWebhook: async (id: string) =>
      (await send<{ deliveryId: string }>('POST', `${one(id)}/test`)).deliveryId,
    deliveries: (id: string, cursor?: string) =>
      get<WebhookDeliveriesAnswer>(`${one(id)}/deliveries`, { limit: 20, cursor }),
    delivery: (id: string) => get<WebhookDeliveryAnswer>(delivery(id)),
    redeliver: async (id: string) =>
      (await send<{ delivery: WebhookDelivery }>('POST', `${delivery(id)}/redeliver`)).delivery,
  }
}
