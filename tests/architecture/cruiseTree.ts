import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const LAW = resolve('.dependency-cruiser.cjs')

/** The names of the rules, in their order. */
export async function ruleNames(): Promise<string[]> {
  const { ruleSet } = await extractOptions(LAW)
  return (ruleSet?.forbidden ?? []).map(({ name }) => name ?? 'without a name')
}

/** Our own tree, under the law. */
export function cruiseProject(): Promise<ICruiseResult> {
  return cruiseFolder(process.cwd(), ['src', 'tests', 'server.ts'])
}

/** A made-up tree under the same law; drivers are there, but empty. */
export async function cruiseFiles(files: Record<string, string>): Promise<ICruiseResult> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-law-'))
  try {
    for (const [path, text] of Object.entries({ ...DRIVERS, ...files })) write(folder, path, text)
    return await cruiseFolder(folder, ['src'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Names of the rules that a tree breaks. */
export function brokenRules({ summary }: ICruiseResult): string[] {
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

/** What to tell somebody whose import broke the law. */
export function sentences({ summary }: ICruiseResult): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

const DRIVERS = Object.fromEntries(
  ['ioredis', 'pg', 'next', 'socket.io', 'zod', 'react'].map((name) => [
    `node_modules/${name}/index.js`,
    'export const driver = 1\n',
  ]),
)

async function cruiseFolder(folder: string, paths: string[]): Promise<ICruiseResult> {
  const home = process.cwd()
  const options = await extractOptions(LAW)
  const tsConfig = extractTsConfig(resolve('tsconfig.json'))
  try {
    const { output } = await cruise(
      paths,
      { ...options, validate: true, baseDir: folder },
      options.enhancedResolveOptions,
      { tsConfig },
    )
    return output as ICruiseResult
  } finally {
    process.chdir(home)
  }
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
