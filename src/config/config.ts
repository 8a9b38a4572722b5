import { type EdgeConfig, edgeConfig } from './edgeConfig'
import type { Env } from './env'
import { type FilesConfig, filesConfig } from './filesConfig'
import { jwtSecrets } from './jwtSecrets'

/** What the environment means, checked as a whole. Nobody else sees the environment. */
export interface Config {
  production: boolean
  role: Env['ROLE']
  port: number
  host: string
  /** Origin that people open, without a slash at the end. */
  publicUrl: string
  /** The public address is https: cookies are `Secure`, HSTS is sent. */
  secure: boolean
  databaseUrl: string | undefined
  dataDir: string
  redisUrl: string | undefined
  jwtSecrets: readonly string[]
  signUp: 'invite' | 'open' | 'closed'
  mail: { smtpUrl: string | undefined; from: string }
  allowedOrigins: readonly string[]
  trustedProxies: number
  edge: EdgeConfig
  gatewayKey: { key: string; tenantId: string } | undefined
  /** Webhooks may be posted to private addresses. */
  webhooksAllowPrivate: boolean
  files: FilesConfig
  metricsToken: string | undefined
  logLevel: Env['LOG_LEVEL']
  demo: boolean
  /** Simulated visitors come with the start. */
  demoVisitors: boolean
  hotRoutes: boolean
  presence: { graceMs: number; leaseMs: number }
  /** Over this time sockets are closed when the process ends. */
  closeSpreadMs: number
  limits: Limits
}

export interface Limits {
  messagesPerSecond: number
  messageBurst: number
  connectionsPerUser: number
  credentialPerMinute: number
  addressPerMinute: number
  signInPerMinute: number
  newVisitorsPerMinute: number
  uploadsPerMinute: number
  filesPerMinute: number
}

export function configOf(env: Env): Config {
  const production = env.NODE_ENV === 'production'
  const demo = env.DEMO ?? !production
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    production,
    role: env.ROLE,
    port: env.PORT,
    host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl,
    secure: isSecure(publicUrl),
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    redisUrl: env.REDIS_URL,
    // An edge proves nobody.
    jwtSecrets:
      env.ROLE === 'edge' ? [] : jwtSecrets(env.JWT_SECRET, { production, dataDir: env.DATA_DIR }),
    signUp: env.SIGN_UP ?? (demo ? 'open' : 'invite'),
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    allowedOrigins: env.ALLOWED_ORIGINS,
    trustedProxies: env.TRUST_PROXY,
    edge: edgeConfig(env),
    gatewayKey: gatewayKey(env),
    webhooksAllowPrivate: env.WEBHOOKS_ALLOW_PRIVATE,
    files: filesConfig(env),
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
    demo,
    // They knock at this process itself.
    demoVisitors: demo && !env.TRUST_EDGE_ONLY && (env.DEMO_VISITORS ?? !production),
    hotRoutes: env.HOT_ROUTES,
    presence: { graceMs: env.PRESENCE_GRACE_MS, leaseMs: env.PRESENCE_LEASE_MS },
    closeSpreadMs: env.CLOSE_SPREAD_MS,
    limits: limits(env),
  }
}

/** Cookies of a plain http site travel readable; that is for this machine only. */
function isSecure(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:') return true
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/.test(hostname)) return false
  throw new Error(
    `PUBLIC_URL (${publicUrl}) must be https: only localhost may be served without TLS.`,
  )
}

function gatewayKey(env: Env): Config['gatewayKey'] {
  if (!env.GATEWAY_API_KEY) return undefined
  if (!env.GATEWAY_TENANT_ID) throw new Error('GATEWAY_API_KEY needs GATEWAY_TENANT_ID beside it.')
  return { key: env.GATEWAY_API_KEY, tenantId: env.GATEWAY_TENANT_ID }
}

function limits(env: Env): Limits {
  return {
    messagesPerSecond: env.LIMIT_MESSAGES_PER_SECOND,
    messageBurst: env.LIMIT_MESSAGE_BURST,
    connectionsPerUser: env.LIMIT_CONNECTIONS_PER_USER,
    credentialPerMinute: env.LIMIT_CREDENTIAL_PER_MINUTE,
    addressPerMinute: env.LIMIT_ADDRESS_PER_MINUTE,
    signInPerMinute: env.LIMIT_SIGN_IN_PER_MINUTE,
    newVisitorsPerMinute: env.LIMIT_NEW_VISITORS_PER_MINUTE,
    uploadsPerMinute: env.LIMIT_UPLOADS_PER_MINUTE,
    filesPerMinute: env.LIMIT_FILES_PER_MINUTE,
  }
}
