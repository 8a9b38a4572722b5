import { freePort, portAnswers } from '../processes/ports'
import { startProcess, untilReady } from '../processes/startProcess'
import { EDGE_SECRET, profiling, RAISED_LIMITS } from './product'
import type { Server } from './target'
import { SERVER_CORE, type World } from './world'

/** Parley's own edge in front of a server, on the same core; its CPU counts as the server's. */
export async function edgeOf(world: World, backEnd: Server): Promise<Server> {
  const port = await freePort()
  const process = startProcess({
    name: 'edge',
    command: ['bin/edge', ...profiling(world)],
    core: SERVER_CORE,
    folder: world.folder,
    environment: {
      ...RAISED_LIMITS,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      EDGE_BACKENDS: `http://127.0.0.1:${backEnd.port}`,
      EDGE_SECRET,
    },
  })
  await untilReady(process, () => portAnswers(port))
  const own = world.clock(process.pid)
  const read = () => {
    const times = backEnd.cpu.read()
    return { ...times, server: times.server + own.read().server }
  }
  return { port, process, cpu: { read } }
}
