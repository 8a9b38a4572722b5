import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { BenchOptions } from '../options'
import { type CpuClock, cpuClock } from '../processes/cpuClock'
import { type RunningPostgres, startPostgres } from '../processes/postgres'
import { type RunningRedis, startRedis } from '../processes/redis'
import { stopAllProcesses } from '../processes/startProcess'

export const SERVER_CORE = 0

/** What product and partners share: storages, a temporary folder, the partners as built files. */
export interface World {
  options: BenchOptions
  folder: string
  redis: RunningRedis
  postgres: RunningPostgres
  jwtSecret: string
  /** The built file of a partner. */
  built(name: string): string
  clock(serverPid: number): CpuClock
  close(): Promise<void>
}

const BUILD_FOLDER = 'dist/bench'

export async function openWorld(options: BenchOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const redis = await startRedis(join(folder), options.storageCore)
  const postgres = await startPostgres(folder, {
    core: options.storageCore,
    isProfiled: options.profile,
  })
  await buildPartners()
  return {
    options,
    folder,
    redis,
    postgres,
    jwtSecret: crypto.randomUUID() + crypto.randomUUID(),
    built: (name) => join(BUILD_FOLDER, `${name}.js`),
    clock: (server) =>
      cpuClock({ server, redis: redis.process.pid, postgres: postgres.process.pid }),
    close: async () => {
      await stopAllProcesses()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Built as the product is, so that nobody carries a loader. */
async function buildPartners(): Promise<void> {
  const sources = [
    'bareServer',
    'guideServer',
    'nodeServer',
    'memoryProbe',
    'loopProbe',
    'presenceScale',
  ]
  await build({
    entryPoints: sources.map((name) => `bench/partners/${name}.ts`),
    outdir: BUILD_FOLDER,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
}
