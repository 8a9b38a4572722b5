import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Every page of words that belongs to the project. */
export function pages(): string[] {
  const inFolders = ['docs', 'src', 'bench', 'tests'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  return ['README.md', ...inFolders].filter((path) => path.endsWith('.md'))
}

/** Links of a page that lead nowhere: files that are not there, headings that are not in them. */
export function brokenLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
  return links
    .filter((link) => !/^(https?:|mailto:)/.test(link))
    .filter((link) => !leadsSomewhere(page, link))
    .map((link) => `${page} → ${link}`)
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#')
  const target = path === '' ? page : resolve(dirname(page), path)
  if (!existsSync(target)) return false
  return heading === undefined || anchors(target).includes(heading)
}

function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The shell commands that a page tells people to run. */
export function commandsIn(page: string): string[] {
  const blocks = [...read(page).matchAll(/```(?:sh|bash)\n([\s\S]*?)```/g)]
  const spans = [...read(page).matchAll(/`((?:npm|npx|bin\/)[^`]*)`/g)]
  return [...blocks, ...spans]
    .flatMap((match) => (match[1] ?? '').split(/\n|&&/))
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter(Boolean)
}

/** Why a command cannot be run from a fresh clone; nothing when it can. */
export function problemOf(command: string): string | undefined {
  const [program = '', first = '', second = ''] = command
    .split(/\s+/)
    .filter((word) => !/^[A-Z_]+=/.test(word))
  if (program.startsWith('bin/')) return existsSync(program) ? undefined : `no ${program}`
  if (program === 'npx') return existsSync(`node_modules/.bin/${first}`) ? undefined : `no ${first}`
  if (program !== 'npm') return undefined
  const script = first === 'run' ? second : first
  if (['ci', 'install'].includes(script)) return undefined
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  return script in scripts ? undefined : `no script ${script}`
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
