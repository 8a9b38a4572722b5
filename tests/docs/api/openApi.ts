import { readFileSync } from 'node:fs'
import { doors } from '../../../src/server/doors'
import { SECURITY_SCHEMES } from './credentials'
import { type DoorSource, doorSources } from './doorSources'
import { operationOf } from './operations'
import { type Sources, typeNamed } from './program'
import { HEADERS, REFUSED, refusalResponses } from './refusals'
import { REQUEST_HEADERS } from './requestHeaders'
import { type JsonSchema, sorted } from './schemas'
import { TypeSchemas } from './typeSchemas'
import { ID_COMPONENT } from './zodSchemas'

/** `public/openapi.json`: every door of the table. */
export function openApi(sources: Sources): JsonSchema {
  const told = doorSources(sources)
  const types = new TypeSchemas(sources)
  types.of(typeNamed(sources, sources.errors, 'ErrorBody'))
  const paths = pathsOf(told, types)
  return {
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: '/' }],
    tags: tagsOf(told),
    paths,
    components: {
      schemas: sorted({ ...types.components, Id: ID_COMPONENT }),
      responses: { ...refusalResponses(), Refused: REFUSED },
      parameters: REQUEST_HEADERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

const INFO = {
  title: 'Parley',
  version: '0.1.0',
  summary: 'Presence, web chat, private messages and push, on one server.',
  description:
    'Made from the doors of the server, their schemas and the types of the client library. Times are ISO 8601 in UTC, ids are opaque strings, durations carry their unit. What happens is told over Socket.IO: `/asyncapi.json`.',
  license: { name: 'MIT', identifier: 'MIT' },
}

function pathsOf(told: DoorSource[], types: TypeSchemas): Record<string, JsonSchema> {
  const paths: Record<string, JsonSchema> = {}
  for (const [place, door] of doors.entries()) {
    const source = told[place]
    if (!source) throw new Error(`The door table and its source differ at ${door.path}`)
    const path = door.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [door.method.toLowerCase()]: operationOf(door, source, types) }
  }
  return paths
}

/** One for each context, with the first sentence of its README. */
function tagsOf(told: DoorSource[]): JsonSchema[] {
  const contexts = [...new Set(told.map(({ context }) => context))].sort()
  return contexts.map((name) => ({ name, description: firstWords(name) }))
}

function firstWords(context: string): string {
  const page = readFileSync(`src/services/${context}/README.md`, 'utf8')
  const [, words = ''] = page.split('\n\n')
  return words.replace(/\s+/g, ' ').trim()
}
