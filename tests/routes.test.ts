import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doors } from '@/server/doors'

const MOUNT = /export const (GET|POST|PATCH|PUT|DELETE) = mount\((\w+)\)/g

test('RT-7 the App Router mounts the same doors at the same addresses as the server in front', () => {
  const mounted = routeFiles().flatMap((file) =>
    [...readFileSync(join('src/app', file), 'utf8').matchAll(MOUNT)].map(
      ([, method, door]) => `${method} ${addressOf(file)} ${door}`,
    ),
  )
  const table = doors.map(({ method, path, door }) => `${method} ${path} ${door.name}`)
  expect(mounted.length).toBeGreaterThan(20)
  expect(mounted.sort()).toEqual(table.sort())
})

test('a route file holds nothing but its mounts', () => {
  const talkative = routeFiles().filter((file) => {
    const text = readFileSync(join('src/app', file), 'utf8')
    const rest = text.replace(MOUNT, '').replace(/^import [^\n]+$|^import \{[^}]*\} from [^\n]+$/gm, '')
    return rest.replace("export const dynamic = 'force-dynamic'", '').trim() !== ''
  })
  expect(talkative).toEqual([])
})

function routeFiles(): string[] {
  return readdirSync('src/app', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('route.ts'))
}

/** `api/(chat)/privatechat/message/[id]/route.ts` → `/api/privatechat/message/:id` */
function addressOf(file: string): string {
  const segments = file.split('/').slice(0, -1).filter((segment) => !segment.startsWith('('))
  return `/${segments.map((segment) => segment.replace(/^\[(.+)\]$/, ':$1')).join('/')}`
}
