import { ERRORS, type ErrorCode } from '../../../src/lib/errors'
import type { ToldRules } from '../../../src/services/realtime'
import { type JsonSchema, refTo } from './schemas'

const REQUEST_ID = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } }
const RETRY_AFTER = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } }

/** Headers of answers, by name. */
export const HEADERS: Record<string, JsonSchema> = {
  'X-Request-Id': header('string', 'Names the request in the server’s log.'),
  'X-RateLimit-Limit': header('integer', 'Requests that this caller has in the time.'),
  'X-RateLimit-Remaining': header('integer', 'How many of them are left.'),
  'X-RateLimit-Reset': header('integer', 'Seconds until all of them are there again.'),
  'Retry-After': header('integer', 'Seconds after which the same request may succeed.'),
}

/** Of what is answered in JSON, with its place among the caller's requests. */
export const ANSWER_HEADERS: JsonSchema = Object.fromEntries(
  Object.keys(HEADERS)
    .filter((name) => name !== 'Retry-After')
    .map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)

/** One response for each status of the error table, with its rows as examples. */
export function refusalResponses(): Record<string, JsonSchema> {
  const codes = Object.keys(ERRORS) as ErrorCode[]
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      `Refused${status}`,
      refusalResponse(codes.filter((code) => ERRORS[code].status === status)),
    ]),
  )
}

function refusalResponse(codes: ErrorCode[]): JsonSchema {
  const mayRetry = codes.some((code) => ERRORS[code].retry)
  const examples = codes.map((code) => {
    const { sentence: error, retry } = ERRORS[code]
    return [code, { value: { success: false, error, code, retry, requestId: 'c0ffee' } }]
  })
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].sentence}`).join('. '),
    headers: { ...REQUEST_ID, ...(mayRetry && RETRY_AFTER) },
    content: {
      'application/json': { schema: refTo('ErrorBody'), examples: Object.fromEntries(examples) },
    },
  }
}

/** Refusals that the rules of a door bring about; its own may be any other row of the table. */
export function refusalsOf(rules: ToldRules, params: string[]): JsonSchema {
  const isOpen = rules.callers === 'everybody' && rules.shows === undefined
  const statuses = [
    ...(rules.body || rules.query ? [400] : []),
    ...(isOpen ? [] : [401, 403]),
    ...(params.length > 0 ? [404] : []),
    ...(rules.body ? [413] : []),
    429,
    500,
    503,
  ]
  const responses = statuses.map((status) => [
    String(status),
    { $ref: `#/components/responses/Refused${status}` },
  ])
  return { ...Object.fromEntries(responses), default: { $ref: '#/components/responses/Refused' } }
}

/** Any row of the table. */
export const REFUSED: JsonSchema = {
  description: 'A row of the error table. Tell refusals apart by `code`.',
  headers: { ...REQUEST_ID, ...RETRY_AFTER },
  content: { 'application/json': { schema: refTo('ErrorBody') } },
}

function header(type: string, description: string): JsonSchema {
  return { description, schema: { type } }
}
