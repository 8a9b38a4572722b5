import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from './waitFor'

export interface ProcessPlan {
  name: string
  command: readonly string[]
  /** The one core it may use. */
  core: number
  /** Where it writes its output. */
  folder: string
  environment?: Readonly<Record<string, string>>
  owner?: { uid: number; gid: number }
  stopSignal?: NodeJS.Signals
}

export interface RunningProcess {
  name: string
  pid: number
  output(): string
  signal(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

const running = new Set<RunningProcess>()

/** Starts a program on its core; the kernel ends it when the bench dies. */
export function startProcess(plan: ProcessPlan): RunningProcess {
  mkdirSync(plan.folder, { recursive: true })
  const outputPath = join(plan.folder, `${plan.name}.log`)
  const output = openSync(outputPath, 'a')
  const child = spawn('env', wrapped(plan), {
    stdio: ['ignore', output, output],
    ...plan.owner,
  })
  const started: RunningProcess = {
    name: plan.name,
    pid: child.pid ?? 0,
    output: () => readFileSync(outputPath, 'utf8'),
    signal: (signal) => void child.kill(signal),
    stop: async () => {
      running.delete(started)
      await end(child, plan.stopSignal ?? 'SIGTERM')
    },
  }
  running.add(started)
  return started
}

export async function stopAllProcesses(): Promise<void> {
  await Promise.all([...running].map((started) => started.stop()))
}

/** Each program replaces the one before it, so the pid is the last one's. */
function wrapped({ command, core, environment = {} }: ProcessPlan): string[] {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  const forget = ['DATABASE_URL', 'REDIS_URL', 'NODE_OPTIONS'].flatMap((name) => ['-u', name])
  const tied = ['setpriv', '--pdeathsig', 'KILL']
  return [...forget, ...variables, ...tied, 'taskset', '-c', String(core), ...command]
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const hardEnd = setTimeout(() => child.kill('SIGKILL'), 15_000)
  child.kill(signal)
  await gone
  clearTimeout(hardEnd)
}

/** Waits until the program answers, or fails with the end of its output. */
export async function untilReady(
  started: RunningProcess,
  answers: () => Promise<boolean>,
): Promise<void> {
  try {
    await waitFor(`${started.name} to answer`, answers, 60_000)
  } catch (error) {
    throw new Error(`${started.output().slice(-2000)}\n${(error as Error).message}`)
  }
}
