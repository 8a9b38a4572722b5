import { type ChildProcess, spawn } from 'node:child_process'
import { ended, until } from './processes'
import { USUAL_ENV } from './usualEnv'

export interface ServerProcess {
  url: string
  /** Ends it as a power switch would. */
  kill(): Promise<void>
  /** Asks it to end; resolves with its exit code. */
  terminate(): Promise<number | NodeJS.Signals>
}

export interface ServerOptions {
  /** `api`: without pages, needs no build. `built`: what `npm start` runs. */
  program: 'api' | 'built'
  port: number
  /** Where it stores, and what else is not as usual. */
  env: Record<string, string>
}

/** Starts a process and resolves when it answers; rejects with what it said when it ends instead. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const { program, port, env } = options
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, PROGRAMS[program], {
    env: { ...inherited(), ...USUAL_ENV, PORT: String(port), PUBLIC_URL: url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = listen(child)
  const ready = until('the server answers', () => answers(url), 30_000)
  const refused = ended(child).then(() => Promise.reject(new Error(said.text.trim())))
  await Promise.race([ready, refused])
  refused.catch(() => undefined)
  return { url, kill: () => kill(child), terminate: () => terminate(child) }
}

/** What a process that may not start says before it ends. */
export async function refusedStart(options: ServerOptions): Promise<string> {
  const started = await startServerProcess(options).catch((error: Error) => error)
  if (started instanceof Error) return started.message
  await started.kill()
  throw new Error('the process was not refused')
}

const PROGRAMS = {
  api: ['--import', 'tsx', 'tests/infrastructure/apiServer.ts'],
  built: ['--enable-source-maps', 'dist/server.js'],
}

/** Nothing of the storage of whoever runs the tests. */
function inherited(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, REDIS_URL: _redis, DATA_DIR: _folder, ...env } = process.env
  return env
}

function listen(child: ChildProcess): { text: string } {
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said.text += chunk.toString()
    })
  }
  return said
}

async function answers(url: string): Promise<true | undefined> {
  const { ok } = await fetch(`${url}/api/health`)
  return ok || undefined
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await ended(child)
}

function terminate(child: ChildProcess): Promise<number | NodeJS.Signals> {
  child.kill('SIGTERM')
  return ended(child)
}
