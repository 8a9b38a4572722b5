import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomOf } from './support/random'
import { live } from './support/steps'
import { World } from './support/world'

/** `CLUSTER_RUNS=100` makes the long round; `CLUSTER_SEED` lives one run again. */
const RUNS = Number(process.env.CLUSTER_RUNS ?? 1)
const STEPS = Number(process.env.CLUSTER_STEPS ?? 12)
const SEED = Number(process.env.CLUSTER_SEED ?? Date.now() % 1_000_000)
const MS_PER_STEP = 30_000

const isPossible = process.env.TEST_REDIS_URL && process.env.TEST_DATABASE_URL

describe.skipIf(!isPossible)('three processes on one Redis and one PostgreSQL', () => {
  let world: World

  beforeAll(async () => {
    world = await World.start()
    await world.settle()
  }, 60_000)
  afterAll(() => world.stop())

  test(
    'I11 I12 PR-90 RT-46 whatever is killed, paused or restarted, every list is the truth and every message is there once',
    async () => {
      for (let run = 0; run < RUNS; run += 1) {
        const seed = SEED + run
        const steps = await live(world, randomOf(seed), STEPS)
        expect({ seed, steps, wrong: world.wrong }).toEqual({ seed, steps, wrong: [] })
      }
      await world.checkMessages()
      expect(world.wrong).toEqual([])
    },
    60_000 + RUNS * STEPS * MS_PER_STEP,
  )
})
