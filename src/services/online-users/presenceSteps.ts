import type { PresenceStep, StepCause } from './onlineUsersStore'

export const MOST_STEPS = 20

/** That a connection joined is kept with it, not among the steps. */
export interface Joining {
  instance: string
  nodeId: string
  joinedAtMs: number
  joinCause: StepCause
}

/** What is kept of a step: for a connection that is gone also when and why it had joined. */
export type KeptStep = PresenceStep & Partial<Pick<Joining, 'joinedAtMs' | 'joinCause'>>

/** The steps of a user, newest first: those kept, and the joins that they and connections tell of. */
export function stepsOf(held: readonly Joining[], kept: readonly KeptStep[]): PresenceStep[] {
  const steps = [...held.map(joinedOf), ...kept.flatMap(bothOf)]
  return steps.sort(newestFirst).slice(0, MOST_STEPS)
}

function bothOf({ joinedAtMs, joinCause, ...step }: KeptStep): PresenceStep[] {
  const { instance, nodeId } = step
  if (joinedAtMs === undefined || !joinCause || !instance || !nodeId) return [step]
  return [step, joinedOf({ instance, nodeId, joinedAtMs, joinCause })]
}

function joinedOf({ instance, nodeId, joinedAtMs, joinCause }: Joining): PresenceStep {
  const isOnline = joinCause === 'first' || joinCause === 'back'
  return {
    atMs: joinedAtMs,
    what: 'joined',
    cause: joinCause,
    instance,
    nodeId,
    ...(isOnline && { became: 'online' }),
  }
}

/** In one millisecond: a connection that left had joined before, another that joined came after. */
function newestFirst(one: PresenceStep, other: PresenceStep): number {
  if (one.atMs !== other.atMs) return other.atMs - one.atMs
  const isSame = one.instance === other.instance
  return rank(one) === rank(other) ? 0 : (rank(one) - rank(other)) * (isSame ? 1 : -1)
}

function rank({ what }: PresenceStep): number {
  return what === 'joined' ? 1 : 0
}
