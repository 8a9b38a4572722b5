/**
 * The keys of one tenant, in the order of every script's KEYS. `{online_users:T}:x` hashes on what
 * is in braces, which is the slot of the guides' key: one tenant is one cluster slot.
 */
export function tenantKeys(tenantId: string): string[] {
  const base = `{${projectionKey(tenantId)}}`
  return [
    projectionKey(tenantId),
    /** hash: instance → user, node, sequence, tab, kind (transport or `pseudo`), cause, page, rest */
    `${base}:c`,
    /** zset: `user\0sequence\0instance` */
    `${base}:u`,
    /** zset: `node\0instance` */
    `${base}:n`,
    /** zset: user, score = when first online, in ms and growing */
    `${base}:a`,
    /** zset: the same without visitors */
    `${base}:h`,
    /** zset: user, score = end of grace in ms */
    `${base}:g`,
    metaKey(tenantId),
    logKey(tenantId),
    /** hash: user → chosen status; in grace: time of the loss, chosen status */
    `${base}:s`,
    /** hash: user → row as last told */
    `${base}:r`,
  ]
}

/** hash: user → JSON of the newest connection, as the guides promise it */
export function projectionKey(tenantId: string): string {
  return `online_users:${tenantId}`
}

/** hash: epoch, version, sequence */
export function metaKey(tenantId: string): string {
  return `{${projectionKey(tenantId)}}:m`
}

/** stream: the changes; also the channel on which their versions are published */
export function logKey(tenantId: string): string {
  return `{${projectionKey(tenantId)}}:l`
}

/** zset: node → end of lease in ms, 0 when condemned */
export const nodesKey = 'parley:nodes'

/** zset: tenant → end of its last grace in ms */
export const gracesKey = 'parley:graces'

/** set: tenants in which a node has, or had, connections; written before the join */
export function nodeTenantsKey(nodeId: string): string {
  return `parley:node:${nodeId}:tenants`
}
