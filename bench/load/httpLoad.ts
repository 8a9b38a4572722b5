import { setTimeout as pause } from 'node:timers/promises'
import { type CpuTimes, cpuBetween } from '../processes/cpuClock'
import type { Server } from '../targets/target'
import { type HttpLine, openHttpLine } from './httpLine'

/** Makes the bytes of the next request of a line. */
export type NextRequest = (line: number) => Buffer

export interface HttpFigures {
  answered: number
  elapsedMs: number
  cpu: CpuTimes
}

const WARM_UP_MS = 700

/** Closed loop: every kept-alive connection asks again as soon as it has its answer. */
export async function loadHttp(
  server: Server,
  connections: number,
  seconds: number,
  next: NextRequest,
): Promise<HttpFigures> {
  let answered = 0
  let asking = true
  let refusal: string | undefined
  const lines: HttpLine[] = []
  for (let line = 0; line < connections; line++) {
    const ask = () => lines[line]?.send(next(line))
    lines.push(
      openHttpLine(server.port, (status, answer) => {
        answered++
        if (status !== 200) refusal ??= answer.toString('utf8', 0, 600)
        if (asking) ask()
      }),
    )
    ask()
  }
  await pause(WARM_UP_MS)
  const before = { answered, cpu: server.cpu.read(), at: performance.now() }
  await pause(seconds * 1000)
  const cpu = cpuBetween(before.cpu, server.cpu.read())
  const figures = {
    answered: answered - before.answered,
    elapsedMs: performance.now() - before.at,
    cpu,
  }
  asking = false
  await pause(200)
  for (const line of lines) line.close()
  if (refusal) throw new Error(`A request was refused: ${refusal}`)
  return figures
}
