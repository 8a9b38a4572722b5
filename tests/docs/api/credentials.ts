import type { ToldRules } from '../../../src/services/realtime'
import type { JsonSchema } from './schemas'

/** What a caller may show. */
export const SECURITY_SCHEMES: Record<string, JsonSchema> = {
  userToken: bearer('An access token of a user, from `POST /api/auth/token`.', 'JWT'),
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'parley-session',
    description:
      'The sign-in of a browser, on pages of this server alone; over https its name is `__Host-parley-session`. Writing with it needs the header `Origin`.',
  },
  sessionToken: bearer('The sign-in of one tab, as `POST /api/auth/demo` answers it.'),
  secretKey: bearer('A secret key `parley_sk_…` of a tenant’s back end, which needs the scope.'),
  secretKeyHeader: key('A secret key `parley_sk_…`, as `secretKey`.'),
  visitorToken: bearer('A visitor’s token, from `POST /api/chat/anonymous-token`.', 'JWT'),
  publishableKey: key('A key `parley_pk_…`, on pages of the tenant’s sites.'),
  publishableKeyBearer: bearer('A key `parley_pk_…`, as `publishableKey`.'),
}

const USER = ['userToken', 'session', 'sessionToken']
const BACK_END = ['secretKey', 'secretKeyHeader']
const WEBSITE = ['publishableKey', 'publishableKeyBearer', ...BACK_END]

const BY_CALLERS: Record<ToldRules['callers'], string[]> = {
  users: USER,
  admins: [...USER, ...BACK_END],
  'whoever is proven': [...USER, 'visitorToken', ...BACK_END],
  everybody: [],
}

const BY_SHOWN: Record<NonNullable<ToldRules['shows']>, string[]> = {
  session: ['session', 'sessionToken'],
  'perhaps a session': ['session', 'sessionToken'],
  'key of a website': WEBSITE,
  visitor: ['visitorToken'],
  'visitor or website': ['visitorToken', ...WEBSITE, ...USER],
}

/** One of these opens the door; none of them is asked for where the list is empty. */
export function securityOf({ callers, shows }: ToldRules): JsonSchema[] {
  const named = shows ? BY_SHOWN[shows] : BY_CALLERS[callers]
  const ways = named.map((name) => ({ [name]: [] }))
  return shows === 'perhaps a session' ? [{}, ...ways] : ways
}

/** Who may call, in words. */
export function callersText({ callers, only, scope, shows }: ToldRules): string {
  if (only) return `For ${only} of the tenant.`
  if (callers === 'admins')
    return `For the tenant’s owners, admins and agents, and for secret keys with the scope \`${scope}\`.`
  if (callers === 'users') return 'For signed-in users.'
  if (callers === 'whoever is proven') return 'For users, visitors and back ends.'
  return shows ? `Shows: ${shows}.` : 'For everybody.'
}

function bearer(description: string, bearerFormat?: string): JsonSchema {
  return { type: 'http', scheme: 'bearer', ...(bearerFormat && { bearerFormat }), description }
}

function key(description: string): JsonSchema {
  return { type: 'apiKey', in: 'header', name: 'X-API-Key', description }
}
