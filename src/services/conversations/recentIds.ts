/** The last ids that were added, at most `max`. */
export interface RecentIds {
  /** True when it was not there. */
  add(id: string): boolean
  /** True when it was there. */
  delete(id: string): boolean
}

export function recentIds(max: number): RecentIds {
  const ids = new Set<string>()
  return {
    add: (id) => {
      if (ids.has(id)) return false
      ids.add(id)
      const [oldest] = ids
      if (ids.size > max && oldest !== undefined) ids.delete(oldest)
      return true
    },
    delete: (id) => ids.delete(id),
  }
}
