import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}

interface Profile {
  nodes: ProfileNode[]
  samples: number[]
  timeDeltas: number[]
}

/** Microseconds by place. */
type Spent = Map<string, number>

const SHOWN = 30

/** Prints where a server's time went, the busiest first: in functions themselves, and with what they call. */
export function printProfile(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const profile: Profile = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const { own, whole } = spentBy(profile)
    const total = [...own.values()].reduce((sum, time) => sum + time, 0)
    const parts = ['', name, 'own time', ...busiest(own, total)]
    process.stderr.write(`${[...parts, 'with callees', ...busiest(whole, total)].join('\n')}\n`)
  }
}

function busiest(spent: Spent, total: number): string[] {
  const sorted = [...spent].sort(([, a], [, b]) => b - a).slice(0, SHOWN)
  return sorted.map(
    ([place, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${place}`,
  )
}

/** A function that calls itself, by whatever way, counts once. */
function spentBy({ nodes, samples, timeDeltas }: Profile): { own: Spent; whole: Spent } {
  const stacks = stacksOf(nodes)
  const own: Spent = new Map()
  const whole: Spent = new Map()
  for (const [index, id] of samples.entries()) {
    const stack = stacks.get(id) ?? ['?']
    const time = timeDeltas[index] ?? 0
    spend(own, stack.slice(0, 1), time)
    spend(whole, new Set(stack.filter((place) => place.includes('server.js'))), time)
  }
  own.delete('(idle)')
  return { own, whole }
}

function spend(spent: Spent, places: Iterable<string>, time: number): void {
  for (const place of places) spent.set(place, (spent.get(place) ?? 0) + time)
}

/** node → its place and those of its callers, innermost first; callers stand before what they call */
function stacksOf(nodes: readonly ProfileNode[]): Map<number, string[]> {
  const callers = new Map<number, string[]>()
  const stacks = new Map<number, string[]>()
  for (const { id, callFrame, children } of nodes) {
    const stack = [placeOf(callFrame), ...(callers.get(id) ?? [])]
    stacks.set(id, stack)
    for (const child of children ?? []) callers.set(child, stack)
  }
  return stacks
}

function placeOf({ functionName, url, lineNumber }: ProfileNode['callFrame']): string {
  if (!url) return functionName || '(unknown)'
  const file = url.split('node_modules/').at(-1)?.split('/').slice(-4).join('/')
  return `${functionName || '(anonymous)'}  ${file}:${lineNumber + 1}`
}
