import type { Door } from '../../../src/server/doorTable'
import { callersText, securityOf } from './credentials'
import type { DoorSource } from './doorSources'
import { ANSWER_HEADERS, refusalsOf } from './refusals'
import { headerParameters } from './requestHeaders'
import { type JsonSchema, refTo } from './schemas'
import type { TypeSchemas } from './typeSchemas'
import { takenBy } from './zodSchemas'

/** A door as an operation of OpenAPI. */
export function operationOf({ door, path }: Door, source: DoorSource, types: TypeSchemas) {
  const { rules } = door
  const params = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  const body = rules.body && types.describe(takenBy(rules.body), source.body)
  const query = rules.query && types.describe(takenBy(rules.query), source.query)
  const parameters = [
    ...params.map(pathParameter),
    ...(query ? queryParameters(query) : []),
    ...headerParameters(rules, body),
  ]
  const requestBody = body ? jsonBody(body) : SENT[source.name]
  return {
    operationId: source.name,
    tags: [source.context],
    summary: source.summary,
    description: callersText(rules),
    security: securityOf(rules),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: OWN_ANSWERS[source.name] ?? {
      ...(ANSWERED[source.name] ?? jsonAnswer(source, types)),
      ...refusalsOf(rules, params),
    },
  }
}

function pathParameter(name: string): JsonSchema {
  return { name, in: 'path', required: true, schema: { type: 'string' } }
}

function queryParameters(query: JsonSchema): JsonSchema[] {
  const { properties = {}, required = [] } = query as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(typeof description === 'string' && { description }),
    ...(required.includes(name) && { required: true }),
    schema,
  }))
}

function jsonBody(schema: JsonSchema): JsonSchema {
  return { required: true, content: json(schema) }
}

function jsonAnswer({ name, answer }: DoorSource, types: TypeSchemas): JsonSchema {
  if (!answer) throw new Error(`Nothing is known of what ${name} answers`)
  const schema = types.of(answer)
  const isVague = schema.type === 'object' && !schema.properties
  if (isVague) throw new Error(`${name} promises nothing but an object`)
  return { 200: { description: 'Done.', headers: ANSWER_HEADERS, content: json(schema) } }
}

const BINARY = { schema: { type: 'string', format: 'binary' } }

/** Bodies that are no JSON, which no schema reads. */
const SENT: Record<string, JsonSchema> = {
  postUpload: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { file: { type: 'string', format: 'binary' } },
          required: ['file'],
        },
      },
    },
  },
}

/** Answers of a file. */
const ANSWERED: Record<string, JsonSchema> = {
  getUpload: {
    200: { description: 'The file.', content: { '*/*': BINARY } },
    304: { description: 'The caller has it already: `If-None-Match` was its `ETag`.' },
  },
}

const READINESS = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['ready', 'not ready'] },
    dependencies: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { kind: { type: 'string' }, ok: { type: 'boolean' } },
        required: ['kind', 'ok'],
      },
    },
  },
  required: ['status', 'dependencies'],
}

/** Doors for operators that answer for themselves, without limits and request ids. */
const OWN_ANSWERS: Record<string, JsonSchema> = {
  getReady: {
    200: { description: 'All of them answer.', content: json(READINESS) },
    503: { description: 'One of them does not.', content: json(READINESS) },
  },
  getMetrics: {
    200: {
      description: 'What Prometheus reads.',
      content: { 'text/plain': { schema: { type: 'string' } } },
    },
    403: {
      description: 'Asked from elsewhere, without `METRICS_TOKEN`.',
      content: json(refTo('ErrorBody')),
    },
  },
}

function json(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } }
}
