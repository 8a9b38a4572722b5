import { setTimeout as rest } from 'node:timers/promises'
import { chromium, type Page } from 'playwright'
import { findChromium } from '../tests/infrastructure/tools'
import { type AdminLoad, openAdminLoad } from './load/adminLoad'
import { watchPage } from './load/pageWatch'
import type { BenchReport, Goal, Sample } from './report/report'
import { product } from './targets/product'
import type { Server } from './targets/target'
import type { World } from './targets/world'

const ROWS = 10_000
const CHANGES_PER_SECOND = 200

const goals: readonly Goal[] = [
  {
    id: 'P12',
    figure: 'slowest interaction ms',
    against: 'absolute',
    better: 'lower',
    must: 100,
  },
  { id: 'P12', figure: 'longest task ms', against: 'absolute', better: 'lower', must: 50 },
  { id: 'P12', figure: 'heap MB', against: 'absolute', better: 'lower', must: 150 },
]

/** The admins' table in a real browser, with ten thousand rows that do not stand still. */
export async function adminBench(world: World): Promise<BenchReport> {
  const { rounds, seconds } = world.options
  const target = await product(world, { name: 'parley' })
  const server = await target.start()
  const samples: Sample[] = []
  for (let round = 1; round <= rounds; round++) {
    const figures = await measured(server, seconds * 1000)
    process.stderr.write(`round ${round}: ${JSON.stringify(figures)}\n`)
    samples.push({ target: target.name, round, figures })
  }
  await server.process.stop()
  return { bench: 'admin', notes, samples, goals }
}

async function measured(server: Server, restMs: number): Promise<Record<string, number>> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const load = await openAdminLoad(page, `http://127.0.0.1:${server.port}`, ROWS)
    return await worked(page, load, restMs)
  } finally {
    await browser.close()
  }
}

/** First somebody only looks on, then somebody works with the page; the table moves all along. */
async function worked(
  page: Page,
  load: AdminLoad,
  restMs: number,
): Promise<Record<string, number>> {
  const watch = await watchPage(page)
  const stop = load.change(CHANGES_PER_SECOND)
  await rest(restMs)
  const looking = await watch.take()
  await load.work()
  const working = await watch.take()
  stop()
  return {
    'slowest interaction ms': working.slowestInteractionMs,
    'interactions seen': working.interactions,
    'longest task ms': Math.max(looking.longestTaskMs, working.longestTaskMs),
    'tasks above 50 ms, looking on': looking.longTasks,
    'tasks above 50 ms, working': working.longTasks,
    'heap MB': working.heapBytes / 1_048_576,
    elements: working.elements,
  }
}

const notes = [
  `${ROWS} visitors, ${CHANGES_PER_SECOND} changes a second (a quarter arrivals, a quarter departures, half other pages), told in batches of 100 ms by a socket that the bench plays; everything else is the real server.`,
  'Somebody searches, sorts, changes the segment, scrolls, opens and closes the drawer. An interaction is what the browser calls one, from the event to the next picture; a task is one above 50 ms, as the browser reports it.',
  'Browser and bench share core 1.',
]
