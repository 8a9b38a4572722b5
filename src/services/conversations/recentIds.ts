/** The last ids that were added, at most `max`. */
export interface RecentIds {
  add(id: string): void
  /** True when it was there. */
  delete(id: string): boolean
}

export function recentIds(max: number): RecentIds {
  const ids = new Set<string>()
  return {
    add: (id) => {
      ids.add(id)
      const [oldest] = ids
      if (ids.size > max && oldest !== undefined) ids.delete(oldest)
    },
    delete: (id) => ids.delete(id),
  }
}
