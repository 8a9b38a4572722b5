import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { envExample } from './docs/envExample'
import { errorsPage } from './docs/errorsPage'
import { brokenLinks, commandsIn, pages, problemOf } from './docs/markdown'

describe('what the pages of words promise', () => {
  test('docs/errors.md is the error table', async () => {
    await expect(errorsPage()).toMatchFileSnapshot('../docs/errors.md')
  })

  test('.env.local.example has every variable of src/config/env.ts', async () => {
    await expect(envExample()).toMatchFileSnapshot('../.env.local.example')
  })

  test('every link leads somewhere', () => {
    expect(pages().length).toBeGreaterThan(15)
    expect(pages().flatMap(brokenLinks)).toEqual([])
  })

  test.each(['README.md', 'docs/operations.md'])('%s names only commands that exist', (page) => {
    const commands = commandsIn(page)
    expect(commands.length).toBeGreaterThan(3)
    expect(commands.flatMap((command) => problemOf(command) ?? [])).toEqual([])
  })

  test('every context tells itself in a README', () => {
    const contexts = readdirSync('src/services').map((name) => `src/services/${name}/README.md`)
    expect(contexts.filter((path) => !existsSync(path))).toEqual([])
  })

  test('every decision has its date, status, context, decision and consequences', () => {
    const parts = ['Date: ', 'Status: ', '## Context', '## Decision', '## Consequences']
    const records = readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`)
    expect(records.length).toBeGreaterThan(3)
    const incomplete = records.filter((path) => {
      const text = readFileSync(path, 'utf8')
      return !parts.every((part) => text.includes(part))
    })
    expect(incomplete).toEqual([])
  })
})
