import assert from 'node:assert/strict'
import type { UserStatus } from '@/lib/protocol'
import { dataOf, type StoreHarness } from './fakePresence'
import type {
  JoiningConnection,
  OnlineUsersStore,
  PersonKind,
  WentOffline,
} from './onlineUsersStore'
import { PresenceModel } from './testPresenceModel'
import type { Step } from './testPresenceSteps'

export const TENANTS = ['acme', 'globex']
const USERS = ['ada', 'ben', 'chloe', 'v_vera']
const LEASE_MS = 15_000
const RENEW_MS = 5000

interface Process {
  nodeId: string
  paused: boolean
  open: JoiningConnection[]
}

/** Does every step to the store and to the model and compares the answers. */
export class PresenceHistory {
  readonly model = new PresenceModel()
  readonly store: OnlineUsersStore
  #processes: Process[] = []
  #gone: JoiningConnection[] = []
  #made = 0

  constructor(private readonly harness: StoreHarness) {
    this.store = harness.store
  }

  async begin(): Promise<void> {
    this.#processes = [this.#process(), this.#process(), this.#process()]
    await this.#renewAll()
  }

  async run(step: Step): Promise<void> {
    switch (step.type) {
      case 'join':
        return this.#join(step)
      case 'leave':
        return this.#leave(step)
      case 'leaveAgain':
        return this.#leaveInstance(picked(this.#gone, step.pick), step.graceMs)
      case 'joinAgain':
        return this.#joinInstance(picked(this.#at(step.at).open, step.pick))
      case 'update':
        return this.#update(step)
      case 'updateGone':
        return this.#write(picked(this.#gone, step.pick), '/gone', undefined)
      case 'crash':
        return this.#crash(step.at)
      case 'pause':
        this.#at(step.at).paused = true
        return
      case 'resume':
        return this.#resume(this.#at(step.at))
      case 'sweep':
        return this.#sweep(this.#at(step.at), step.limit + 1)
      case 'expire':
        return this.#expire(step.tenant === undefined ? undefined : TENANTS[step.tenant])
      case 'pass':
        return this.#pass(step.ms)
    }
  }

  /** Every process wakes up; then each of its connections is there, and nothing else. */
  async converge(): Promise<void> {
    for (const process of this.#processes) await this.#resume(process)
    await this.#pass(LEASE_MS)
    for (const process of this.#processes) await this.#sweepAll(process)
    const open = this.#processes.flatMap((process) => process.open)
    for (const process of this.#processes) await this.#hasAll(process)
    const held = this.model.nodesWithConnections().flatMap((nodeId) => this.model.held(nodeId))
    assert.equal(held.length, open.length)
  }

  /** Every process dies; who watches sees all the others out. */
  async end(): Promise<void> {
    for (const index of this.#processes.keys()) await this.#crash(index)
    await this.#pass(LEASE_MS)
    for (const process of this.#processes) await this.#sweepAll(process)
    await this.#pass(RENEW_MS)
    await this.#expire(undefined)
  }

  async #join(step: Step & { type: 'join' }): Promise<void> {
    this.#made += 1
    const instance = `instance-${this.#made}`
    const process = this.#at(step.at)
    const userId = USERS[step.user] as string
    const joining: JoiningConnection = {
      tenantId: TENANTS[step.tenant] as string,
      instance,
      userId,
      nodeId: process.nodeId,
      data: { ...dataOf(instance), kind: kindOf(userId) },
      tab: step.tab === 0 ? undefined : `tab-${step.tab}`,
      pseudo: step.pseudo && step.tab > 0,
    }
    const { joined } = await this.store.join(joining)
    assert.equal(joined, this.model.join(joining))
    if (!joined) return
    process.open.push({ ...joining })
    this.#forgetReplaced()
  }

  async #joinInstance(joining: JoiningConnection | undefined): Promise<void> {
    if (!joining) return
    const { joined } = await this.store.join({ ...joining })
    assert.equal(joined, this.model.join({ ...joining }))
    if (!joined) this.#close(joining)
    this.#forgetReplaced()
  }

  async #leave(step: Step & { type: 'leave' }): Promise<void> {
    const joining = picked(this.#at(step.at).open, step.pick)
    if (joining) this.#close(joining)
    await this.#leaveInstance(joining, step.graceMs)
  }

  async #leaveInstance(joining: JoiningConnection | undefined, ms: number): Promise<void> {
    if (!joining) return
    const leaving = { tenantId: joining.tenantId, instance: joining.instance, graceMs: ms }
    const { state } = await this.store.leave(leaving)
    assert.equal(state, this.model.leave(leaving))
  }

  async #update(step: Step & { type: 'update' }): Promise<void> {
    const { open } = this.#at(step.at)
    const joining = picked(open, step.pick)
    if (joining) joining.data = { ...joining.data, url: `/${step.page}` }
    await this.#write(joining, `/${step.page}`, step.status)
  }

  async #write(
    joining: JoiningConnection | undefined,
    url: string,
    chosenStatus: UserStatus | undefined,
  ): Promise<void> {
    if (!joining) return
    const { tenantId, instance } = joining
    const update = { tenantId, instance, data: { ...joining.data, url }, chosenStatus }
    const { known } = await this.store.update(update)
    assert.equal(known, this.model.update(update))
  }

  async #crash(index: number): Promise<void> {
    this.#gone.push(...this.#at(index).open)
    this.#processes[index] = this.#process()
    await this.#renew(this.#at(index))
  }

  /** A process that wakes up and was taken for dead begins anew and joins everybody again. */
  async #resume(process: Process): Promise<void> {
    process.paused = false
    if (await this.#renew(process)) return
    process.nodeId = this.#nodeId()
    await this.#renew(process)
    for (const joining of [...process.open]) {
      joining.nodeId = process.nodeId
      await this.#joinInstance(joining)
    }
    await this.#hasAll(process)
  }

  async #hasAll({ nodeId, open }: Process): Promise<void> {
    for (const tenantId of TENANTS) {
      const own = open.filter((one) => one.tenantId === tenantId).map(({ instance }) => instance)
      assert.deepEqual(await this.store.missing(tenantId, nodeId, own), [])
    }
  }

  async #sweep({ nodeId: own }: Process, limit: number): Promise<void> {
    const lapsed = await this.store.lapsedNodes()
    for (const nodeId of this.model.nodesWithConnections()) {
      assert.equal(lapsed.includes(nodeId), !this.model.isAlive(nodeId))
    }
    for (const nodeId of lapsed) if (nodeId !== own) await this.#reap(nodeId, limit)
  }

  async #reap(nodeId: string, limit: number): Promise<void> {
    const held = this.model.held(nodeId)
    const { removed, more } = await this.store.reap(nodeId, { limit, graceMs: 5000 })
    assert.equal(removed, Math.min(limit, held.length))
    assert.equal(more, removed < held.length)
    this.model.condemn(nodeId)
    for (const tenantId of TENANTS) {
      const own = held.filter((one) => one.tenantId === tenantId).map(({ instance }) => instance)
      const lost = await this.store.missing(tenantId, nodeId, own)
      for (const instance of await this.#lastShownLast(tenantId, lost))
        this.model.leave({ tenantId, instance, graceMs: 5000 })
    }
  }

  /** In which order a batch loses its connections is the store's choice; the grace's row tells. */
  async #lastShownLast(tenantId: string, instances: string[]): Promise<string[]> {
    const { rows } = await this.store.page(tenantId, { limit: 100 })
    const shown = new Set(rows.map(({ connections }) => connections.at(-1)?.sessionId))
    return instances.toSorted((one, other) => Number(shown.has(one)) - Number(shown.has(other)))
  }

  async #sweepAll(process: Process): Promise<void> {
    await this.#sweep(process, 1000)
  }

  async #expire(tenantId: string | undefined): Promise<void> {
    const { offline } = await this.store.expire(tenantId)
    assert.deepEqual(offline.map(nameOf).sort(), this.model.expire(tenantId))
  }

  async #pass(ms: number): Promise<void> {
    for (let rest = ms; rest > 0; rest -= RENEW_MS) {
      const slice = Math.min(rest, RENEW_MS)
      await this.harness.advance(slice)
      this.model.nowMs += slice
      await this.#renewAll()
    }
  }

  async #renewAll(): Promise<void> {
    const awake = this.#processes.filter(({ paused }) => !paused)
    await Promise.all(awake.map((process) => this.#renew(process)))
  }

  async #renew({ nodeId }: Process): Promise<boolean> {
    const renewed = await this.store.renew(nodeId, LEASE_MS)
    assert.equal(renewed, this.model.renew(nodeId, LEASE_MS))
    return renewed
  }

  /** What a live connection of the same tab has replaced is no longer anybody's; a reaped one replaces nothing. */
  #forgetReplaced(): void {
    for (const process of this.#processes) {
      for (const one of process.open.filter(({ pseudo }) => pseudo)) {
        const live = (other: JoiningConnection) =>
          !other.pseudo &&
          this.model.holds(other.instance) &&
          other.tab === one.tab &&
          other.userId === one.userId &&
          other.tenantId === one.tenantId
        if (this.#processes.some(({ open }) => open.some(live))) this.#close(one)
      }
    }
  }

  #close(joining: JoiningConnection): void {
    for (const process of this.#processes)
      process.open = process.open.filter(({ instance }) => instance !== joining.instance)
    this.#gone.push(joining)
  }

  #process(): Process {
    return { nodeId: this.#nodeId(), paused: false, open: [] }
  }

  #nodeId(): string {
    this.#made += 1
    return `node-${this.#made}`
  }

  #at(index: number): Process {
    return this.#processes[index] as Process
  }
}

export function kindOf(userId: string): PersonKind {
  return userId.startsWith('v_') ? 'visitor' : 'user'
}

function picked<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)]
}

function nameOf({ tenantId, userId, kind }: WentOffline): string {
  assert.equal(kind, kindOf(userId))
  return `${tenantId} ${userId}`
}
