import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type MissingTool, missingTools } from './missingTools'
import type { Tool } from './tools'

const PACKAGES: Record<Tool, string> = {
  chromium: 'chromium',
  redis: 'redis-server',
  postgresql: 'postgresql',
  openssl: 'openssl',
}

let missing = missingTools()
if (missing.length > 0 && canInstall()) {
  install(missing)
  missing = missingTools()
}
report(missing)
// A build server that tests less than it says must fail; a person's machine need not have it all.
process.exitCode = missing.length > 0 && process.env.CI === 'true' ? 1 : 0

/** As root on Debian and Ubuntu nobody has to be asked. */
function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function install(tools: MissingTool[]): void {
  const packages = tools.map(({ tool }) => PACKAGES[tool])
  say(`Installing ${packages.join(', ')} with apt-get, for the tests.`)
  apt(['update', '--quiet'])
  apt(['install', '--yes', '--quiet', '--no-install-recommends', ...packages])
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
  if (status !== 0) say(`\`apt-get ${args.join(' ')}\` failed: ${lastLine(stderr)}`)
}

function lastLine(text: string | null): string {
  return text?.trim().split('\n').at(-1) ?? 'no reason given'
}

function report(tools: MissingTool[]): void {
  if (tools.length === 0) say('Chromium, Redis, PostgreSQL and openssl are there.')
  for (const { tool, lost, remedy } of tools) say(`No ${tool} here, so without ${lost}. ${remedy}`)
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
