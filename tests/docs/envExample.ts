import { envVariables } from '../../src/config/env'

/** `.env.local.example`: every variable with its sentence and, where there is one, its default. */
export function envExample(): string {
  const entries = Object.entries(envVariables).flatMap(([name, { about, schema }]) => [
    '',
    ...wrapped(about),
    `# ${name}=${defaultOf(schema.safeParse(undefined))}`,
  ])
  return [...HEAD, ...entries, ''].join('\n')
}

const HEAD = [
  '# Copy to .env.local and uncomment what you need. Parley starts without any of it.',
  '# Made from src/config/env.ts by `npx vitest run tests/docs.test.ts --update`.',
]

function defaultOf(result: { success: boolean; data?: unknown }): string {
  const value = result.success ? result.data : undefined
  if (typeof value === 'boolean') return value ? '1' : '0'
  return value === undefined ? '' : String(value)
}

function wrapped(text: string): string[] {
  return (text.match(/.{1,96}(?:\s|$)/g) ?? []).map((line) => `# ${line.trim()}`)
}
