import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

const SHOWN = 30

/** Prints where a server's time went: own time by function, the busiest first. */
export function printProfile(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const profile: Profile = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    process.stderr.write(`\n${name}\n${busiest(profile).join('\n')}\n`)
  }
}

function busiest(profile: Profile): string[] {
  const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const spent = new Map<string, number>()
  for (const [index, id] of profile.samples.entries()) {
    const place = places.get(id) ?? '?'
    spent.set(place, (spent.get(place) ?? 0) + (profile.timeDeltas[index] ?? 0))
  }
  spent.delete('(idle)')
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0)
  const sorted = [...spent].sort(([, a], [, b]) => b - a).slice(0, SHOWN)
  return sorted.map(
    ([place, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${place}`,
  )
}

function placeOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  if (!url) return functionName || '(unknown)'
  const file = url.split('node_modules/').at(-1)?.split('/').slice(-4).join('/')
  return `${functionName || '(anonymous)'}  ${file}:${lineNumber + 1}`
}
