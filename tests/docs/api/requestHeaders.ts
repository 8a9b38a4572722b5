import type { ToldRules } from '../../../src/services/realtime'
import type { JsonSchema } from './schemas'

/** What requests may say beside their credential. */
export const REQUEST_HEADERS: Record<string, JsonSchema> = {
  tenant: parameter(
    'X-Tenant-ID',
    'The tenant that is meant; another one than the credential’s is refused.',
  ),
  tab: parameter('X-Parley-Tab', 'The id of a browser’s tab: the request is a sign of life of it.'),
  idempotencyKey: parameter('Idempotency-Key', 'As `idempotencyKey` in the body.'),
}

export function headerParameters(rules: ToldRules, body: JsonSchema | undefined): JsonSchema[] {
  const isProven = rules.callers !== 'everybody'
  const properties = (body?.properties ?? {}) as JsonSchema
  return [
    ...(isProven ? ['tenant', 'tab'] : []),
    ...('idempotencyKey' in properties ? ['idempotencyKey'] : []),
  ].map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

function parameter(name: string, description: string): JsonSchema {
  return { name, in: 'header', description, schema: { type: 'string' } }
}
