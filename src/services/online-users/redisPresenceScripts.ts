import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Redis } from 'ioredis'
import { refusal } from '@/lib/errors'
import { gracesKey, nodesKey, tenantKeys } from './redisPresenceKeys'

const TENANT_SCRIPTS = [
  'join',
  'update',
  'leave',
  'expire',
  'reap',
  'missing',
  'page',
  'find',
  'count',
  'sockets',
  'totals',
  'since',
  'explain',
] as const
const NODE_SCRIPTS = ['renew', 'lapsed', 'condemn', 'alive'] as const
const GRACE_SCRIPTS = ['noteGrace', 'forgetGrace'] as const

type TenantScript = (typeof TENANT_SCRIPTS)[number]
type NodeScript = (typeof NODE_SCRIPTS)[number]
type GraceScript = (typeof GRACE_SCRIPTS)[number]
type Argument = string | number
type Reply = number | null | (string | number)[]
type Scripted = Record<string, (...keysAndArguments: Argument[]) => Promise<Reply>>

/** The Lua files of `redis/` as commands of a client. The time is Redis' own, unless told. */
export class RedisPresenceScripts {
  constructor(
    readonly client: Redis,
    private readonly now?: () => number,
  ) {
    for (const name of TENANT_SCRIPTS) define(client, name, ['clock', 'tenant', name])
    for (const name of [...NODE_SCRIPTS, ...GRACE_SCRIPTS]) define(client, name, ['clock', name])
  }

  ofTenant(script: TenantScript, tenantId: string, ...args: Argument[]): Promise<Reply> {
    return this.#run(script, tenantKeys(tenantId), args)
  }

  ofNodes(script: NodeScript, ...args: Argument[]): Promise<Reply> {
    return this.#run(script, [nodesKey], args)
  }

  ofGraces(script: GraceScript, ...args: Argument[]): Promise<Reply> {
    return this.#run(script, [gracesKey], args)
  }

  #run(script: string, keys: string[], args: Argument[]): Promise<Reply> {
    const run = (this.client as unknown as Scripted)[commandName(script)]
    if (!run) throw new Error(`There is no script ${script}`)
    return reached(run.call(this.client, ...keys, this.now?.() ?? '', ...args))
  }
}

/** What Redis answers; rejects with `UNAVAILABLE` when it cannot be reached or cannot serve. */
export async function reached<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply
  } catch (error) {
    throw isAway(error) ? Object.assign(refusal('UNAVAILABLE'), { cause: error }) : error
  }
}

/** A server that answers with any other error is there, and we asked for nonsense. */
const AWAY = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS)\b/

function isAway(error: unknown): boolean {
  const { name, message } = error as Error
  return name !== 'ReplyError' || AWAY.test(message)
}

/** From the project's root: the bundled server has no folder of its own. */
function define(client: Redis, name: string, files: string[]): void {
  const folder = resolve('src/services/online-users/redis')
  const lua = files.map((file) => readFileSync(resolve(folder, `${file}.lua`), 'utf8')).join('\n')
  const numberOfKeys = files.includes('tenant') ? tenantKeys('').length : 1
  client.defineCommand(commandName(name), { lua, numberOfKeys })
}

function commandName(script: string): string {
  return `presence:${script}`
}
