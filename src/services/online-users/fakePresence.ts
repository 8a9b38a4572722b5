import type {
  ConnectionData,
  JoiningConnection,
  OnlineUsersStore,
  StoredChange,
} from './onlineUsersStore'

/** A storage under test, in which time passes only by `advance`. */
export interface StoreHarness {
  store: OnlineUsersStore
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

/** Ada's connection to the first node. */
export function joining(instance: string): JoiningConnection {
  return {
    tenantId: 'acme',
    instance,
    userId: 'ada',
    nodeId: 'node-1',
    data: dataOf(instance),
  }
}

export function dataOf(instance: string): ConnectionData {
  return {
    sessionId: instance,
    connectedAt: '2026-01-15T09:00:00.000Z',
    domain: 'acme.example',
    origin: 'https://acme.example',
    url: '/',
    kind: 'user',
    name: instance,
    active: true,
    lastActiveAt: '2026-01-15T09:00:00.000Z',
  }
}

export function summary(change: StoredChange): string {
  return change.type === 'online'
    ? `${change.change} ${change.row.userId}`
    : `offline ${change.userId}`
}
