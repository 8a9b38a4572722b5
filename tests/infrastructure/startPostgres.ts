import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ended, freePort, until } from './processes'
import type { PostgresTools } from './tools'

export interface TestServer {
  url: string
  stop(): Promise<void>
}

/** A PostgreSQL of its own, on a free port, in a temporary folder that `stop` removes. */
export async function startPostgres(tools: PostgresTools): Promise<TestServer> {
  const owner = ownerOfServer()
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  await initialise(tools, folder, owner)
  const port = await freePort()
  const child = spawn(tools.postgres, serverArguments(folder, port), { ...owner, stdio: 'ignore' })
  const url = `postgres://parley@127.0.0.1:${port}/postgres`
  const stop = () => stopServer(child, folder)
  await until('PostgreSQL answers', () => answers(url), 30_000).catch(async (error) => {
    await stop()
    throw error
  })
  return { url, stop }
}

/** PostgreSQL refuses to run as root; its packages bring a user for it. */
function ownerOfServer(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? (idsOf('postgres') ?? idsOf('nobody')) : undefined
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const id = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8' })
  if (id('-u').status !== 0) return undefined
  return { uid: Number(id('-u').stdout), gid: Number(id('-g').stdout) }
}

async function initialise(
  { initdb }: PostgresTools,
  folder: string,
  owner: { uid: number; gid: number } | undefined,
): Promise<void> {
  const options = ['--username=parley', '--auth=trust', '--encoding=UTF8', '--locale=C']
  const child = spawn(initdb, [...options, '--no-sync', '--pgdata', folder], {
    ...owner,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`initdb ended with ${code}`)
}

function serverArguments(folder: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '200',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', folder, '-p', String(port), ...flags]
}

async function answers(url: string): Promise<true> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
  return true
}

/** SIGINT is PostgreSQL's "fast": it does not wait for clients. */
async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  child.kill('SIGINT')
  await ended(child)
  rmSync(folder, { recursive: true, force: true })
}
