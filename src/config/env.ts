import nextEnv from '@next/env'
import { z } from 'zod'

/** One variable of the environment: its rule, and a line for `.env.local.example`. */
interface Variable<T extends z.ZodType> {
  schema: T
  about: string
}

function variable<T extends z.ZodType>(schema: T, about: string): Variable<T> {
  return { schema, about }
}

const text = z.string().trim().min(1)
const list = z.string().transform((value) => value.split(',').flatMap((item) => item.trim() || []))
const flag = z.enum(['0', '1']).transform((value) => value === '1')
const wholeNumber = (least: number) => z.coerce.number().int().min(least)
const origin = z.url({ protocol: /^https?$/ })

/** Where a process answers: scheme, host and port; `ws:` is `http:`. */
const address = z
  .url({ protocol: /^(https?|wss?)$/ })
  .transform((value) => new URL(value.replace(/^ws/i, 'http')).origin)
const addresses = list.pipe(z.array(address)).optional()

/** Every variable that Parley reads. */
export const envVariables = {
  PORT: variable(wholeNumber(0).max(65_535).default(3000), 'Port to listen on.'),
  HOST: variable(
    text.optional(),
    'Address to listen on: 127.0.0.1 in development, 0.0.0.0 in production.',
  ),
  PUBLIC_URL: variable(origin.optional(), 'Address people open, e.g. https://chat.example.com.'),
  ROLE: variable(
    z.enum(['all', 'worker', 'edge']).default('all'),
    'What the process does: all; worker, which relays jobs and posts webhooks and serves nobody; or edge, which lets requests and sockets through to EDGE_BACKENDS.',
  ),
  DATABASE_URL: variable(z.url().optional(), 'PostgreSQL. Absent: embedded, in DATA_DIR.'),
  DATA_DIR: variable(
    text.default('./.data'),
    'Folder of the embedded database, of files that people send, and of a made-up JWT_SECRET.',
  ),
  REDIS_URL: variable(
    z.url().optional(),
    'Redis, shared by all processes. Absent: there is one process.',
  ),
  JWT_SECRET: variable(
    list.optional(),
    'Signs access tokens, at least 32 characters. Required in production; a comma list rotates, the first signs.',
  ),
  SIGN_UP: variable(
    z.enum(['invite', 'open', 'closed']).optional(),
    'Who may sign up: invite, open (joins the first tenant as member) or closed. Default: invite; open while DEMO is on.',
  ),
  SMTP_URL: variable(
    z.url().optional(),
    'Sends mails, e.g. smtps://user:password@mail.example.com. Absent: mails are printed, and answers to visitors are not mailed.',
  ),
  MAIL_FROM: variable(text.default('Parley <parley@localhost>'), 'Sender of mails.'),
  ALLOWED_ORIGINS: variable(
    list.default([]),
    'Other origins that may call the API and open sockets, separated by commas.',
  ),
  TRUST_PROXY: variable(
    wholeNumber(0).default(0),
    'Number of reverse proxies in front; the client address is read that many hops back, and from 1 on headers that name its country are believed.',
  ),
  EDGE_BACKENDS: variable(
    addresses,
    'Processes behind ROLE=edge, e.g. http://10.0.0.5:3000,http://10.0.0.6:3000. For https: with an authority of your own start the edge with NODE_EXTRA_CA_CERTS, the file of its certificate.',
  ),
  BACKEND_API_URL: variable(addresses, 'The same as EDGE_BACKENDS, which wins.'),
  BACKEND_WS_URL: variable(
    addresses,
    'Processes that the edge gives sockets to. Absent: those of EDGE_BACKENDS.',
  ),
  EDGE_SECRET: variable(
    list.optional(),
    'Signs what the edge says to back ends, at least 32 characters, the same at all of them; a comma list rotates, the first signs.',
  ),
  TRUST_EDGE_ONLY: variable(
    flag.default(false),
    'Refuses whoever did not come through the edge; /api/health and /metrics stay open.',
  ),
  EDGE_LOOK_MS: variable(
    wholeNumber(100).default(2000),
    'How often the edge looks whether its back ends are ready.',
  ),
  EDGE_TIMEOUT_MS: variable(
    wholeNumber(1000).default(60_000),
    'How long the edge waits for a silent back end; longer than 25 seconds, or polling breaks.',
  ),
  EDGE_MAX_BODY_BYTES: variable(
    wholeNumber(1024).default(25 * 1024 * 1024),
    'Largest body that the edge lets through.',
  ),
  GATEWAY_API_KEY: variable(
    text.optional(),
    'A secret key that is always accepted for GATEWAY_TENANT_ID.',
  ),
  GATEWAY_TENANT_ID: variable(text.optional(), 'Tenant of GATEWAY_API_KEY.'),
  WEBHOOKS_ALLOW_PRIVATE: variable(
    flag.default(false),
    'Lets webhooks be posted to private addresses and by plain http, e.g. to this machine.',
  ),
  S3_ENDPOINT: variable(
    origin.optional(),
    'Keeps files in a bucket: address of the service, e.g. https://s3.eu-central-1.amazonaws.com. Absent: in DATA_DIR.',
  ),
  S3_BUCKET: variable(text.optional(), 'The bucket; it exists and is not public.'),
  S3_REGION: variable(text.default('us-east-1'), 'Region of the bucket.'),
  S3_ACCESS_KEY_ID: variable(text.optional(), 'Key that reads, writes and deletes in the bucket.'),
  S3_SECRET_ACCESS_KEY: variable(text.optional(), 'Its secret.'),
  UPLOADS_DAILY_MB: variable(
    wholeNumber(1).default(200),
    'Megabytes of files that one person sends in 24 hours.',
  ),
  UPLOADS_TENANT_MB: variable(
    wholeNumber(1).default(20_480),
    'Megabytes of files that are kept for one tenant.',
  ),
  METRICS_TOKEN: variable(
    text.optional(),
    'Bearer token for /metrics from elsewhere than loopback.',
  ),
  LOG_LEVEL: variable(
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    'How much is logged.',
  ),
  DEMO: variable(
    flag.optional(),
    'Demo tenant, people and keys: on in development, off in production unless 1.',
  ),
  DEMO_VISITORS: variable(
    flag.optional(),
    'Simulated visitors in the demo shop from the start: on in development while DEMO is on.',
  ),
  HOT_ROUTES: variable(flag.default(true), 'Answers the busiest API routes in front of Next.'),
  PRESENCE_GRACE_MS: variable(
    wholeNumber(0).default(5000),
    'How long somebody stays online after the last connection is lost.',
  ),
  PRESENCE_LEASE_MS: variable(
    wholeNumber(1000).default(15_000),
    'How long a silent process counts as alive.',
  ),
  CLOSE_SPREAD_MS: variable(
    wholeNumber(0).max(5000).default(2000),
    'Over how long a process that is asked to end closes its sockets.',
  ),
  LIMIT_MESSAGES_PER_SECOND: variable(
    wholeNumber(1).default(10),
    'Messages per second of one connection.',
  ),
  LIMIT_MESSAGE_BURST: variable(
    wholeNumber(1).default(20),
    'Messages one connection may send at once.',
  ),
  LIMIT_CONNECTIONS_PER_USER: variable(wholeNumber(1).default(20), 'Open connections of one user.'),
  LIMIT_CREDENTIAL_PER_MINUTE: variable(
    wholeNumber(1).default(100),
    'Requests per minute of one signed-in user or key.',
  ),
  LIMIT_ADDRESS_PER_MINUTE: variable(
    wholeNumber(1).default(1000),
    'Requests per minute of one address on public routes.',
  ),
  LIMIT_EDGE_ADDRESS_PER_MINUTE: variable(
    wholeNumber(1).default(6000),
    'Requests per minute of one address at the edge, pages and polling among them.',
  ),
  LIMIT_EDGE_KEY_PER_MINUTE: variable(
    wholeNumber(1).default(6000),
    'Requests per minute with one API key at the edge.',
  ),
  LIMIT_SIGN_IN_PER_MINUTE: variable(
    wholeNumber(1).default(10),
    'Tries per minute to sign in to one account.',
  ),
  LIMIT_NEW_VISITORS_PER_MINUTE: variable(
    wholeNumber(1).default(60),
    'Anonymous visitors per minute that one address makes up.',
  ),
  LIMIT_UPLOADS_PER_MINUTE: variable(
    wholeNumber(1).default(30),
    'Files per minute that one person sends; one address sends ten times as many.',
  ),
  LIMIT_FILES_PER_MINUTE: variable(
    wholeNumber(1).default(600),
    'Files per minute that one person reads.',
  ),
} as const

export type Env = {
  [Name in keyof typeof envVariables]: z.infer<(typeof envVariables)[Name]['schema']>
} & { NODE_ENV: 'development' | 'production' }

/** Reads `.env.local` and its kin; Next itself does so only once its pages are prepared. */
export function loadEnvFiles(): void {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production')
}

type Source = Record<string, string | undefined>

/** The environment, checked. Throws one sentence that names every variable that is wrong. */
export function readEnv(source: Source = process.env): Env {
  const schemas = Object.entries(envVariables).map(([name, { schema }]) => [name, schema] as const)
  const present = Object.entries(source).filter(([, value]) => value !== undefined && value !== '')
  const result = z.object(Object.fromEntries(schemas)).safeParse(Object.fromEntries(present))
  if (!result.success) throw new Error(sentence(result.error))
  const NODE_ENV = source.NODE_ENV === 'production' ? 'production' : 'development'
  return { ...result.data, NODE_ENV } as Env
}

function sentence(error: z.ZodError): string {
  const wrong = error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
  return `The environment is not valid: ${wrong.join(', ')}. See .env.local.example.`
}
