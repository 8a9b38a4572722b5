import { type ChildProcess, spawn } from 'node:child_process'
import { build } from 'esbuild'
import { ended, until } from './processes'
import { USUAL_ENV } from './usualEnv'

export interface ServerProcess {
  url: string
  /** Ends it as a power switch would. */
  kill(): Promise<void>
  /** Asks it to end; resolves with its exit code. */
  terminate(): Promise<number | NodeJS.Signals>
  /** Stops its clock, and lets it go on. */
  pause(): void
  resume(): void
}

export interface ServerOptions {
  /** `api`: without pages, bundled before the first test. `built`: what `npm start` runs. */
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
  await Promise.race([ready, refused]).catch(async (error) => {
    await kill(child)
    throw error
  })
  refused.catch(() => undefined)
  return {
    url,
    kill: () => kill(child),
    terminate: () => terminate(child),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  }
}

/** What a process that may not start says before it ends. */
export async function refusedStart(options: ServerOptions): Promise<string> {
  const started = await startServerProcess(options).catch((error: Error) => error)
  if (started instanceof Error) return started.message
  await started.kill()
  throw new Error('the process was not refused')
}

const API_BUNDLE = 'node_modules/.cache/parley/apiServer.mjs'

/** Starting a bundle takes a quarter of the time that the source would. */
export async function buildApiServer(): Promise<void> {
  await build({
    entryPoints: ['tests/infrastructure/apiServer.ts'],
    outfile: API_BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  })
}

const PROGRAMS = {
  api: ['--enable-source-maps', API_BUNDLE],
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
