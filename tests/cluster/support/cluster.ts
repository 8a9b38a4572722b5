import { freePort } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'
import type { TestServer } from '../../infrastructure/startPostgres'
import { startRedis } from '../../infrastructure/startRedis'
import { type Storage, storages } from '../../infrastructure/storages'
import { findRedis } from '../../infrastructure/tools'
import { type Balancer, startBalancer } from './balancer'

/** Short, so that a test sees in seconds what people see in half a minute. */
export const LEASE_MS = 1500
export const GRACE_MS = 3000

/** One server process that comes and goes at its place. */
export interface Node {
  readonly port: number
  readonly url: string
  process: ServerProcess | undefined
  paused: boolean
}

/** Three processes on one Redis and one PostgreSQL, behind a balancer. */
export class Cluster {
  readonly nodes: Node[] = []
  #redis: TestServer | undefined

  private constructor(
    private readonly storage: Storage,
    private readonly redisPort: number,
    readonly balancer: Balancer,
  ) {}

  static async start(): Promise<Cluster> {
    const storage = await (storages()[1] ?? fail()).make()
    const nodes: Node[] = []
    const balancer = await startBalancer(() => shuffled(nodes.filter(isUp)).map(({ port }) => port))
    const cluster = new Cluster(storage, await freePort(), balancer)
    await cluster.startRedis()
    for (let count = 0; count < 3; count += 1) nodes.push(await cluster.#newNode())
    cluster.nodes.push(...nodes)
    for (const node of nodes) await cluster.startNode(node)
    return cluster
  }

  get isRedisUp(): boolean {
    return this.#redis !== undefined
  }

  async startRedis(): Promise<void> {
    this.#redis = await startRedis(findRedis() ?? fail(), this.redisPort)
  }

  async stopRedis(): Promise<void> {
    const redis = this.#redis
    this.#redis = undefined
    await redis?.stop()
  }

  async startNode(node: Node): Promise<void> {
    const env = {
      ...this.storage.env,
      REDIS_URL: `redis://127.0.0.1:${this.redisPort}`,
      PRESENCE_LEASE_MS: String(LEASE_MS),
      PRESENCE_GRACE_MS: String(GRACE_MS),
      CLOSE_SPREAD_MS: '300',
    }
    node.process = await startServerProcess({ program: 'api', port: node.port, env })
  }

  async kill(node: Node): Promise<void> {
    const { process } = node
    node.process = undefined
    await process?.kill()
  }

  /** Out of the balancer first, as in a rolling restart. */
  async terminate(node: Node): Promise<number | NodeJS.Signals | undefined> {
    const { process } = node
    node.process = undefined
    return process?.terminate()
  }

  pause(node: Node): void {
    node.paused = true
    node.process?.pause()
  }

  resume(node: Node): void {
    node.process?.resume()
    node.paused = false
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) {
      this.resume(node)
      await this.kill(node)
    }
    await this.balancer.close()
    await this.stopRedis()
    await this.storage.remove()
  }

  async #newNode(): Promise<Node> {
    const port = await freePort()
    return { port, url: `http://127.0.0.1:${port}`, process: undefined, paused: false }
  }
}

export function isUp(node: Node): boolean {
  return node.process !== undefined && !node.paused
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

function fail(): never {
  throw new Error('the cluster tests need redis-server and PostgreSQL')
}
