import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort, portAnswers } from './ports'
import { type RunningProcess, startProcess, untilReady } from './startProcess'

export interface RunningPostgres {
  process: RunningProcess
  /** Makes an empty database and gives its address. */
  createDatabase(name: string): Promise<string>
  /** What autovacuum, which is off, would have done before a server is busy: counts and tidies. */
  vacuum(): Promise<void>
  /** Where its time went, with `isProfiled`: a line for each of the costliest statements. */
  costliest(): Promise<string[]>
  /** Makes every commit take at least this long, as on a slower disk. */
  delayCommits(microseconds: number): Promise<void>
}

/** Durable as delivered; only its own chores are kept out of the measured seconds. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  autovacuum: 'off',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
}

/** A real PostgreSQL in a folder of its own; root runs it as user postgres, as it demands. */
export async function startPostgres(
  parent: string,
  { core, isProfiled }: { core: number; isProfiled: boolean },
): Promise<RunningPostgres> {
  const owner = databaseOwner()
  const folder = join(parent, 'postgres')
  mkdirSync(folder, { mode: 0o700 })
  if (owner) for (const path of [parent, folder]) chownSync(path, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync']
  execFileSync(binary('initdb'), initdb, { cwd: folder, stdio: 'ignore', ...owner })
  const port = await freePort()
  const process = startProcess({
    name: 'postgres',
    command: [binary('postgres'), '-D', data, '-p', String(port), ...settings(isProfiled)],
    core,
    folder,
    stopSignal: 'SIGINT',
    ...(owner && { owner }),
  })
  await untilReady(process, () => portAnswers(port))
  return { process, ...administration(`postgres://bench@127.0.0.1:${port}`) }
}

function administration(url: string): Omit<RunningPostgres, 'process'> {
  const databases: string[] = []
  return {
    createDatabase: async (name) => {
      await runStatements(`${url}/postgres`, [`create database ${name}`])
      databases.push(`${url}/${name}`)
      return `${url}/${name}`
    },
    vacuum: async () => {
      for (const database of databases) await runStatements(database, ['vacuum analyze'])
    },
    costliest: () => costliest(`${url}/postgres`),
    delayCommits: (microseconds) =>
      runStatements(`${url}/postgres`, [
        `alter system set commit_siblings = ${microseconds > 0 ? 0 : 5}`,
        `alter system set commit_delay = ${microseconds}`,
        'select pg_reload_conf()',
      ]),
  }
}

export async function runStatements(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function settings(isProfiled: boolean): string[] {
  const profiling = isProfiled ? { shared_preload_libraries: 'pg_stat_statements' } : {}
  return Object.entries({ ...SETTINGS, ...profiling }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
}

const COSTLIEST = `select d.datname, s.calls, s.total_exec_time as total, s.mean_exec_time as mean,
    s.rows, left(regexp_replace(s.query, '\\s+', ' ', 'g'), 110) as text
  from pg_stat_statements s join pg_database d on d.oid = s.dbid
  order by s.total_exec_time desc limit 20`

interface Cost {
  datname: string
  calls: string
  total: number
  mean: number
  rows: string
  text: string
}

async function costliest(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create extension if not exists pg_stat_statements')
  const { rows } = await client.query<Cost>(COSTLIEST)
  await client.end()
  return rows.map(({ datname, calls, total, mean, rows: found, text }) =>
    [
      datname,
      `${total.toFixed(0)} ms`,
      `${calls} ×`,
      `${mean.toFixed(3)} ms`,
      `${found} rows`,
      text,
    ].join('  '),
  )
}

function databaseOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (kind: '-u' | '-g') =>
    Number(execFileSync('id', [kind, 'postgres'], { stdio: 'pipe' }))
  return { uid: id('-u'), gid: id('-g') }
}

function binary(name: string): string {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : []
  const paths = versions.map((version) => join(home, version, 'bin', name))
  return paths.find((path) => existsSync(path)) ?? name
}
