import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Message } from '@/lib/protocol'
import {
  directConversation,
  draft,
  type Person,
  person,
  readMessages,
  signIn,
} from '../../app/support/people'
import { until } from '../../infrastructure/processes'
import { Cluster, GRACE_MS, isUp, LEASE_MS, type Node } from './cluster'
import { openTab, type Tab } from './tab'

/** Until every list must be right again: a lease, a sweep and a grace, and a slow machine. */
const SETTLE_MS = 20_000
const PEOPLE = 6

interface Watcher {
  node: Node
  tab: Tab
}

interface Talk {
  id: string
  between: readonly [Person, Person]
  sent: number
  acknowledged: Message[]
}

/** A cluster, the people on it, and what must be true of both. */
export class World {
  /** Sentences about what was seen and must not be. */
  readonly wrong: string[] = []
  readonly settleMs: number[] = []
  #people: Person[] = []
  #tabs: Tab[] = []
  #watchers: Watcher[] = []
  #talks: Talk[] = []
  #sending: Promise<void>[] = []
  /** Since when somebody has had a tab that may count on being seen. */
  #surelyOnline = new Map<string, number>()
  /** How long the machine left this process alone, for whoever reads what went wrong. */
  readonly #stood = monitorEventLoopDelay({ resolution: 20 })
  #settledAtMs = Date.now()

  private constructor(readonly cluster: Cluster) {
    this.#stood.enable()
  }

  static async start(): Promise<World> {
    const world = new World(await Cluster.start())
    const { nodes, balancer } = world.cluster
    const ada = await signIn(balancer.url, 'ada')
    const names = Array.from({ length: PEOPLE }, () => signIn(balancer.url, 'new'))
    world.#people = await Promise.all(names)
    for (const node of nodes) world.#watchers.push(world.#watch(node, ada))
    for (let index = 0; index < PEOPLE; index += 2) await world.#introduce(index)
    for (const someone of world.#people) world.openTab(someone)
    return world
  }

  get people(): readonly Person[] {
    return this.#people
  }

  tabsOf({ userId }: Person): readonly Tab[] {
    return this.#tabs.filter((tab) => tab.person.userId === userId)
  }

  openTab(someone: Person): void {
    const tab = openTab(this.cluster.balancer.url, someone)
    const talk = this.#talks.find(({ between }) => between.includes(someone))
    if (talk) tab.client.openConversation(talk.id, 0)
    this.#tabs.push(tab)
  }

  closeTab(tab: Tab): void {
    this.#tabs = this.#tabs.filter((other) => other !== tab)
    if (this.tabsOf(tab.person).length === 0) this.#surelyOnline.delete(tab.person.userId)
    tab.close()
  }

  /** The old page is gone before the new one is there. */
  reload(tab: Tab): void {
    tab.close()
    this.#tabs = this.#tabs.filter((other) => other !== tab)
    this.openTab(tab.person)
  }

  /** Sends until it is acknowledged, from any tab. */
  send(from: Tab): void {
    const talk = this.#talks.find(({ between }) => between.includes(from.person))
    if (!talk) return
    talk.sent += 1
    const message = draft(talk.id, `${from.person.name} ${talk.sent}`)
    this.#sending.push(
      until(
        'a message is acknowledged',
        async () => {
          const [tab = from] = this.tabsOf(from.person)
          talk.acknowledged.push(await tab.client.send(message))
          return true
        },
        60_000,
      ).then(() => undefined),
    )
  }

  /** Nobody may count on being seen until the next time everything is settled. */
  expectGaps(): void {
    this.#surelyOnline.clear()
  }

  /** Resolves when the list on every node that is up is the truth. */
  async settle(): Promise<void> {
    const startMs = Date.now()
    await until('every tab is connected', () => this.#areConnected() || undefined, SETTLE_MS).catch(
      ({ message }: Error) => {
        throw new Error(`${message} (${this.#states()} ${this.#when()})`)
      },
    )
    await until('every list is the truth', () => this.#areTrue() || undefined, SETTLE_MS).catch(
      () => this.wrong.push(this.#difference()),
    )
    this.settleMs.push(Date.now() - startMs)
    this.#settledAtMs = Date.now()
    this.#stood.reset()
    for (const { userId } of this.#people) {
      if (this.tabsOf(this.#named(userId)).length > 0) this.#surelyOnline.set(userId, Date.now())
    }
  }

  /** What was acknowledged is stored once and in order, and every tab has all of it. */
  async checkMessages(): Promise<void> {
    await Promise.all(this.#sending)
    for (const talk of this.#talks) {
      for (const someone of talk.between) for (const tab of this.tabsOf(someone)) this.send(tab)
    }
    await Promise.all(this.#sending)
    for (const talk of this.#talks) await this.#checkTalk(talk)
  }

  async stop(): Promise<void> {
    for (const { tab } of this.#watchers) tab.close()
    for (const tab of this.#tabs) tab.close()
    await this.cluster.stop()
  }

  #watch(node: Node, ada: Person): Watcher {
    const onList = (userIds: readonly string[]) => this.#see(node, userIds)
    return { node, tab: openTab(node.url, ada, { onList }) }
  }

  /** Who has had a tab all the time is on every list that is shown. */
  #see({ url }: Node, userIds: readonly string[]): void {
    for (const userId of this.#surelyOnline.keys()) {
      if (userIds.includes(userId)) continue
      this.wrong.push(`${this.#named(userId).name} was not on a list of ${url} ${this.#when()}`)
    }
  }

  #when(): string {
    const [sinceMs, stoodMs] = [Date.now() - this.#settledAtMs, this.#stood.max / 1e6]
    return `${sinceMs} ms after all was well, in which this process stood for ${stoodMs.toFixed()} ms`
  }

  #named(userId: string): Person {
    const found = this.#people.find((someone) => someone.userId === userId)
    if (!found) throw new Error(`nobody is ${userId}`)
    return found
  }

  #areConnected(): boolean {
    const watchers = this.#watchers.filter(({ node }) => isUp(node)).map(({ tab }) => tab)
    return [...this.#tabs, ...watchers].every((tab) => tab.client.state() === 'real-time')
  }

  #states(): string {
    const watching = this.#watchers.map(
      ({ node, tab }) => `ada of ${node.url} ${tab.client.state()}`,
    )
    const others = this.#tabs.map(({ person, client }) => `${person.name} ${client.state()}`)
    return [...watching, ...others].join(', ')
  }

  #areTrue(): boolean {
    return this.#difference() === ''
  }

  #difference(): string {
    const watching = this.#watchers.filter(({ node }) => isUp(node))
    const ids = [...this.#tabs, ...watching.map(({ tab }) => tab)].map((tab) => tab.person.userId)
    const truth = [...new Set(ids)].sort().join()
    const lists = watching.map(({ node, tab }) => ({ node, list: tab.users().join() }))
    return lists
      .filter(({ list }) => list !== truth)
      .map(({ node, list }) => `${node.url} shows ${list} instead of ${truth}`)
      .join('\n')
  }

  async #introduce(index: number): Promise<void> {
    const [one, other] = this.#people.slice(index, index + 2)
    if (!one || !other) return
    const { id } = await directConversation(one, other)
    this.#talks.push({ id, between: [one, other], sent: 0, acknowledged: [] })
  }

  async #checkTalk({ id, between, acknowledged }: Talk): Promise<void> {
    const reader = { ...between[0], ...person(this.cluster.balancer.url, between[0].token) }
    const stored = await readMessages(reader, id)
    const ids = new Set(stored.map((message) => message.id))
    stored.forEach(({ seq }, index) => {
      if (seq !== index + 1) this.wrong.push(`in ${id} seq ${seq} stands at ${index + 1}`)
    })
    for (const { id: ackedId, text } of acknowledged) {
      if (!ids.has(ackedId)) this.wrong.push(`"${text}" was acknowledged and is not stored`)
    }
    if (stored.length !== acknowledged.length) {
      this.wrong.push(`${stored.length} are stored of ${acknowledged.length} in ${id}`)
    }
    for (const tab of between.flatMap((someone) => this.tabsOf(someone))) {
      await until(
        'a tab has every message',
        () => hasAll(tab, stored) || undefined,
        SETTLE_MS,
      ).catch(() =>
        this.wrong.push(`a tab of ${tab.person.name} has ${tab.messages.size} messages`),
      )
    }
  }
}

function hasAll({ messages }: Tab, stored: readonly Message[]): boolean {
  return stored.every(({ id }) => messages.has(id))
}

/** Longer than a lease and a grace together. */
export const LONG_PAUSE_MS = LEASE_MS + GRACE_MS + 1000
