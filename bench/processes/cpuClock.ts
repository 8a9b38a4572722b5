import { readdirSync, readFileSync } from 'node:fs'

/** CPU that each part has used, in microseconds. */
export interface CpuTimes {
  server: number
  redis: number
  postgres: number
  load: number
}

export interface CpuClock {
  read(): CpuTimes
}

interface MeasuredProcesses {
  server: number
  redis?: number
  postgres?: number
}

/** The kernel counts in ticks of 10 ms (`getconf CLK_TCK` is 100 on every Linux of today). */
const TICK_MICROSECONDS = 10_000

/** Reads `/proc/<pid>/stat`: all threads of the server and Redis, all processes of PostgreSQL. */
export function cpuClock(pids: MeasuredProcesses): CpuClock {
  return {
    read: () => {
      const load = process.cpuUsage()
      return {
        server: ticks(pids.server).own * TICK_MICROSECONDS,
        redis: pids.redis ? ticks(pids.redis).own * TICK_MICROSECONDS : 0,
        postgres: pids.postgres ? familyTicks(pids.postgres) * TICK_MICROSECONDS : 0,
        load: load.user + load.system,
      }
    },
  }
}

export function cpuBetween(before: CpuTimes, after: CpuTimes): CpuTimes {
  return {
    server: after.server - before.server,
    redis: after.redis - before.redis,
    postgres: after.postgres - before.postgres,
    load: after.load - before.load,
  }
}

/** Back ends that have ended count as their parent's children. */
function familyTicks(parent: number): number {
  const { own, ended } = ticks(parent)
  return childrenOf(parent).reduce((sum, pid) => sum + ticks(pid).own, own + ended)
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => fields(pid)[1] === String(parent))
}

function ticks(pid: number): { own: number; ended: number } {
  const stat = fields(pid)
  const at = (index: number) => Number(stat[index] ?? 0)
  return { own: at(11) + at(12), ended: at(13) + at(14) }
}

/** The fields after the program's name: state, parent, … A process that has gone has none. */
function fields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
