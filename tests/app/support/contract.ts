import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

type Json = Record<string, unknown>
type Answers = Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>

export interface Asked {
  /** What stands for `{id}` and its like in the address, in their order. */
  ids?: string[]
  query?: string
  token?: string | undefined
  /** A page's; none for a back end. */
  origin?: string | undefined
  /** Sent as JSON; a form as it is. */
  body?: unknown
}

/** Asks doors, and holds each answer against what `public/openapi.json` says of it. */
export interface Contract {
  /** As `GET /api/sites/{id}`, in the document's order. */
  doors: string[]
  /** Doors that have answered well, and with a refusal. */
  good: Set<string>
  refused: Set<string>
  /** @throws where the status, the kind of content or a field is not as it says, or one is more. */
  ask<Body = Json>(door: string, asked?: Asked): Promise<{ status: number; body: Body }>
}

export function contractOf(url: string): Contract {
  const document = strict(JSON.parse(readFileSync('public/openapi.json', 'utf8'))) as Document
  const schemas = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  schemas.addSchema(document, 'openapi')
  const [good, refused] = [new Set<string>(), new Set<string>()]
  return {
    doors: doorsOf(document),
    good,
    refused,
    ask: async <Body>(door: string, asked: Asked = {}) => {
      const response = await send(url, door, asked)
      const { type, body } = await contentOf(response)
      const places = answerOf(document, door, response.status)
      const place = places[type] ?? places['*/*']
      if (!place) throw new Error(`${door}: ${response.status} as ${type} is not said`)
      const isRight = schemas.getSchema(`openapi${place}`)
      if (!isRight) throw new Error(`${door}: no schema at ${place}`)
      if (!isRight(body)) throw new Error(sentence(door, response.status, isRight, body))
      const answered = response.ok ? good : refused
      answered.add(door)
      return { status: response.status, body: body as Body }
    },
  }
}

interface Document {
  paths: Record<string, Record<string, { responses: Answers }>>
}

function doorsOf({ paths }: Document): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** Where the schemas of an answer stand, by kind of content. */
function answerOf({ paths }: Document, door: string, status: number): Record<string, string> {
  const [method = '', path = ''] = door.split(' ')
  const said = paths[path]?.[method.toLowerCase()]?.responses
  const key = said?.[status] ? `${status}` : 'default'
  const answer = said?.[key]
  if (answer?.$ref) return { 'application/json': `${answer.$ref}/content/${JSON_PLACE}/schema` }
  const place = `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${key}/content`
  const types = Object.keys(answer?.content ?? {})
  return Object.fromEntries(types.map((type) => [type, `${place}/${escaped(type)}/schema`]))
}

/** As a pointer in an address names it. */
const escaped = (name: string) =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
const JSON_PLACE = escaped('application/json')

/** Fields that the document does not name are as wrong as those that are missing. */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict)
  if (typeof value !== 'object' || value === null) return value
  const all = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, strict(part)]))
  const isClosed = 'properties' in all && all.type === 'object' && !('additionalProperties' in all)
  return isClosed ? { ...all, additionalProperties: false } : all
}

function send(url: string, door: string, { ids = [], query = '', token, origin, body }: Asked) {
  const [method = '', path = ''] = door.split(' ')
  const left = [...ids]
  const address = path.replace(/\{\w+\}/g, () => encodeURIComponent(left.shift() ?? 'nothing'))
  const isForm = body instanceof FormData
  return fetch(`${url}${address}${query}`, {
    method,
    headers: {
      ...(origin && { origin }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  })
}

async function contentOf(response: Response): Promise<{ type: string; body: unknown }> {
  const [type = ''] = response.headers.get('content-type')?.split(';') ?? []
  const text = await response.text()
  return { type, body: type === 'application/json' ? JSON.parse(text) : text }
}

function sentence(door: string, status: number, { errors }: ValidateFunction, body: unknown) {
  const said = errors?.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
  return [`${door} answers ${status} otherwise:`, ...(said ?? []), JSON.stringify(body)].join('\n')
}
