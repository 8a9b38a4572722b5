import { freePort, portAnswers } from './ports'
import { type RunningProcess, startProcess, untilReady } from './startProcess'

export interface RunningRedis {
  process: RunningProcess
  url: string
}

/** A real Redis without persistence, on a free port. */
export async function startRedis(folder: string, core: number): Promise<RunningRedis> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const process = startProcess({
    name: 'redis',
    command: ['redis-server', ...settings, '--save', '', '--appendonly', 'no'],
    core,
    folder,
  })
  await untilReady(process, () => portAnswers(port))
  return { process, url: `redis://127.0.0.1:${port}` }
}
