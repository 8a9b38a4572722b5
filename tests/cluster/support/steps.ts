import { setTimeout as pause } from 'node:timers/promises'
import { isUp, type Node } from './cluster'
import type { Random } from './random'
import { LONG_PAUSE_MS, type World } from './world'

interface Step {
  name: string
  weight: number
  run(world: World, random: Random): Promise<void>
}

/** What happens on an ordinary bad day. Those that break something put it right again. */
const steps: readonly Step[] = [
  { name: 'open a tab', weight: 5, run: openTab },
  { name: 'close a tab', weight: 5, run: closeTab },
  { name: 'reload a tab', weight: 5, run: reloadTab },
  { name: 'send', weight: 12, run: send },
  { name: 'kill a node', weight: 3, run: killNode },
  { name: 'restart a node', weight: 3, run: restartNode },
  { name: 'pause a node shortly', weight: 2, run: pauseShortly },
  { name: 'pause a node beyond its lease', weight: 1, run: pauseLong },
  { name: 'restart Redis empty', weight: 2, run: restartRedis },
  { name: 'stop Redis for a while', weight: 1, run: stopRedis },
]

/** Does `count` steps; resolves with their names. */
export async function live(world: World, random: Random, count: number): Promise<string[]> {
  const names: string[] = []
  for (let number = 0; number < count && world.wrong.length === 0; number += 1) {
    const step = chosen(random)
    names.push(step.name)
    await step.run(world, random)
    await world.settle().catch((error: Error) => {
      throw new Error(`after ${names.join(', ')}: ${error.message}`)
    })
  }
  return names
}

function chosen(random: Random): Step {
  const sum = steps.reduce((total, { weight }) => total + weight, 0)
  let place = random.below(sum)
  const found = steps.find(({ weight }) => {
    place -= weight
    return place < 0
  })
  return found ?? (steps[0] as Step)
}

async function openTab(world: World, random: Random): Promise<void> {
  const someone = random.pick(world.people)
  if (someone && world.tabsOf(someone).length < 4) world.openTab(someone)
}

async function closeTab(world: World, random: Random): Promise<void> {
  const tab = random.pick(world.people.flatMap((someone) => world.tabsOf(someone)))
  if (tab) world.closeTab(tab)
}

/** The new page is there before the grace of the old one ends. */
async function reloadTab(world: World, random: Random): Promise<void> {
  const tab = random.pick(world.people.flatMap((someone) => world.tabsOf(someone)))
  if (tab) world.reload(tab)
}

async function send(world: World, random: Random): Promise<void> {
  const tab = random.pick(world.people.flatMap((someone) => world.tabsOf(someone)))
  for (let count = 0; tab && count < 5; count += 1) world.send(tab)
}

async function killNode({ cluster }: World, random: Random): Promise<void> {
  const node = random.pick(cluster.nodes.filter(isUp))
  if (!node) return
  await cluster.kill(node)
  await pause(random.below(2000))
  await cluster.startNode(node)
}

async function restartNode(world: World, random: Random): Promise<void> {
  const node = random.pick(world.cluster.nodes.filter(isUp))
  if (!node) return
  const code = await world.cluster.terminate(node)
  if (code !== 0) world.wrong.push(`a node that was asked to end answered ${code}`)
  await world.cluster.startNode(node)
}

async function pauseShortly(world: World, random: Random): Promise<void> {
  await pauseFor(world, random.pick(world.cluster.nodes), 200 + random.below(500))
}

/** It is taken for dead, with everybody who is on it alone; when it is back, so are they. */
async function pauseLong(world: World, random: Random): Promise<void> {
  world.expectGaps()
  await pauseFor(world, random.pick(world.cluster.nodes), LONG_PAUSE_MS)
}

async function pauseFor({ cluster }: World, node: Node | undefined, ms: number): Promise<void> {
  if (!node) return
  cluster.pause(node)
  await pause(ms)
  cluster.resume(node)
}

async function restartRedis({ cluster }: World): Promise<void> {
  await cluster.stopRedis()
  await cluster.startRedis()
}

async function stopRedis(world: World, random: Random): Promise<void> {
  await world.cluster.stopRedis()
  await send(world, random)
  await pause(1000 + random.below(2000))
  await world.cluster.startRedis()
}
