import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Doors are made by calls, so only the files tell their names. */
const MOUNT = /export const (GET|POST|PATCH|PUT|DELETE) = mount\((\w+)\)/g
const ROW = /\{\s*method: '(\w+)',\s*path: '([^']+)',\s*door: (\w+)/g

test('RT-7 the App Router mounts the same doors at the same addresses as the server in front', () => {
  const mounted = routeFiles().flatMap((file) =>
    [...read(file).matchAll(MOUNT)].map(
      ([, method, door]) => `${method} ${addressOf(file)} ${door}`,
    ),
  )
  const table = [...readFileSync('src/server/doors.ts', 'utf8').matchAll(ROW)].map(
    ([, method, path, door]) => `${method} ${path} ${door}`,
  )
  expect(mounted.length).toBeGreaterThan(20)
  expect(mounted.sort()).toEqual(table.sort())
})

test('a route file holds nothing but its mounts', () => {
  const talkative = routeFiles().filter((file) => {
    const mounts = read(file)
      .replace(MOUNT, '')
      .replace("export const dynamic = 'force-dynamic'", '')
    return mounts.replace(/^import (\{[^}]*\}|[^\n]+) from [^\n]+$/gm, '').trim() !== ''
  })
  expect(talkative).toEqual([])
})

function routeFiles(): string[] {
  return readdirSync('src/app', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('route.ts'),
  )
}

function read(file: string): string {
  return readFileSync(join('src/app', file), 'utf8')
}

/** `api/(chat)/privatechat/message/[id]/route.ts` → `/api/privatechat/message/:id` */
function addressOf(file: string): string {
  const segments = file.split('/').slice(0, -1)
  const shown = segments.filter((segment) => !segment.startsWith('('))
  return `/${shown.map((segment) => segment.replace(/^\[(.+)\]$/, ':$1')).join('/')}`
}
