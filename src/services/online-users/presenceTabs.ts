import type { LocalConnection } from './localConnection'

type TabOwner = Pick<LocalConnection, 'tenantId' | 'userId' | 'tab'>

/** Which tabs have a live socket on this node, and which are heard over HTTP only. */
export class PresenceTabs {
  readonly #sockets = new Map<string, Set<string>>()
  readonly #heard = new Map<string, LocalConnection>()

  add(connection: LocalConnection): void {
    if (connection.tab === undefined) return
    const key = keyOf(connection)
    if (connection.pseudo) this.#heard.set(key, connection)
    else this.#sockets.set(key, (this.#sockets.get(key) ?? new Set()).add(connection.id))
  }

  remove(connection: LocalConnection): void {
    const key = keyOf(connection)
    if (this.#heard.get(key) === connection) this.#heard.delete(key)
    const sockets = this.#sockets.get(key)
    sockets?.delete(connection.id)
    if (sockets?.size === 0) this.#sockets.delete(key)
  }

  hasSocket(owner: TabOwner): boolean {
    return this.#sockets.has(keyOf(owner))
  }

  /** The pseudo-connection of a tab. */
  heard(owner: TabOwner): LocalConnection | undefined {
    return this.#heard.get(keyOf(owner))
  }

  allHeard(): LocalConnection[] {
    return [...this.#heard.values()]
  }
}

function keyOf({ tenantId, userId, tab }: TabOwner): string {
  return `${tenantId}\n${userId}\n${tab ?? ''}`
}
