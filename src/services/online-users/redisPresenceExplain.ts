import type {
  HeldFacts,
  LiveTransport,
  PresenceStep,
  StepCause,
  StoredExplanation,
} from './onlineUsersStore'
import { type Joining, type KeptStep, stepsOf } from './presenceSteps'
import type { RedisPresenceNodes } from './redisPresenceNodes'
import type { RedisPresenceScripts } from './redisPresenceScripts'

interface Question {
  scripts: RedisPresenceScripts
  nodes: RedisPresenceNodes
  tenantId: string
  userId: string
}

const FACTS = 6

/** The leases are read afterwards: they may be in another slot. */
export async function explained(question: Question): Promise<StoredExplanation> {
  const { scripts, nodes, tenantId, userId } = question
  const reply = (await scripts.ofTenant('explain', tenantId, userId)) as (string | number)[]
  const [graceEnd, count, ...rest] = reply.map(String)
  const ends = Number(count) * FACTS
  const held = chunks(rest.slice(0, ends))
  return {
    connections: await Promise.all(held.map((facts) => factsOf(facts, nodes))),
    ...(graceEnd && { graceEndsAtMs: Number(graceEnd) }),
    steps: stepsOf(held.map(joiningOf), rest.slice(ends).map(stepOf)),
  }
}

function chunks(texts: readonly string[]): string[][] {
  const found: string[][] = []
  for (let at = 0; at < texts.length; at += FACTS) found.push(texts.slice(at, at + FACTS))
  return found
}

async function factsOf(facts: string[], nodes: RedisPresenceNodes): Promise<HeldFacts> {
  const [instance = '', nodeId = '', kind = '', , , row = ''] = facts
  const leaseEndsAtMs = await nodes.leaseEnd(nodeId)
  return {
    instance,
    nodeId,
    transport: kind === 'pseudo' ? 'http' : (kind as LiveTransport),
    data: JSON.parse(row),
    ...(leaseEndsAtMs !== undefined && { leaseEndsAtMs }),
  }
}

function joiningOf([instance = '', nodeId = '', , joinedAt, cause]: string[]): Joining {
  return { instance, nodeId, joinedAtMs: Number(joinedAt), joinCause: cause as StepCause }
}

function stepOf(text: string): KeptStep {
  const [at, what, cause, instance, nodeId, became, joinedAt, joinCause] = text.split('\0')
  return {
    atMs: Number(at),
    what: what as PresenceStep['what'],
    cause: cause as StepCause,
    ...(instance && { instance }),
    ...(nodeId && { nodeId }),
    ...(became && { became: became as NonNullable<PresenceStep['became']> }),
    ...(joinedAt && { joinedAtMs: Number(joinedAt), joinCause: joinCause as StepCause }),
  }
}
