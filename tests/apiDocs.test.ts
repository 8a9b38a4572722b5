import { readFileSync } from 'node:fs'
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0.json'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { doors } from '../src/server/doors'
import { asyncApi } from './docs/api/asyncApi'
import { openApi } from './docs/api/openApi'
import { readSources } from './docs/api/program'
import { brokenReferences } from './docs/api/references'

const UPDATE = 'Write it anew: npx vitest run tests/apiDocs.test.ts --update'

const sources = readSources()

describe('public/openapi.json', () => {
  const document = openApi(sources)

  test('RT-52 is what the doors, their schemas and their types say', async () => {
    await expect(text(document), UPDATE).toMatchFileSnapshot('../public/openapi.json')
  })

  test('RT-52 is valid, and each of its references leads somewhere', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
    expect(brokenReferences(document)).toEqual([])
  })

  test('RT-52 has every door, once', () => {
    const { paths } = document as { paths: Record<string, Record<string, Operation>> }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    const addresses = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    const table = doors.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(addresses.sort()).toEqual(table.sort())
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      doors.length,
    )
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
    }
  })
})

describe('public/asyncapi.json', () => {
  const document = asyncApi(sources)

  test('RT-53 is what the event maps and the schemas of the sockets say', async () => {
    await expect(text(document), UPDATE).toMatchFileSnapshot('../public/asyncapi.json')
  })

  test('RT-53 is valid, and each of its references leads somewhere', () => {
    const isValid = new Ajv({ strict: false, validateFormats: false, meta: false }).compile(
      asyncApiSchema,
    )
    expect({ valid: isValid(document), errors: isValid.errors }).toEqual({
      valid: true,
      errors: null,
    })
    expect(brokenReferences(document)).toEqual([])
  })

  test('RT-53 has every event of the protocol', () => {
    const { operations } = document as { operations: Record<string, unknown> }
    const told = Object.keys(operations)
    const received = eventsOf('ClientToServerEvents').map((name) => `receive.${name}`)
    const sent = eventsOf('ServerToClientEvents').map((name) => `send.${name}`)
    expect(received.length).toBeGreaterThan(10)
    expect(sent.length).toBeGreaterThan(20)
    expect(told.sort()).toEqual([...received, ...sent, 'receive.connect', 'send.push'].sort())
  })
})

interface Operation {
  operationId: string
  parameters?: { name: string; in: string }[]
}

function text(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

/** As the file has them, beside what the compiler makes of it. */
function eventsOf(map: string): string[] {
  const protocol = readFileSync('src/lib/protocol.ts', 'utf8')
  const [, lines = ''] = protocol.match(new RegExp(`interface ${map} \\{\\n(.*?)\\n\\}`, 's')) ?? []
  return [...lines.matchAll(/^ {2}(\w+): \(/gm)].map((match) => match[1] ?? '')
}
