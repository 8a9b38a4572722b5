/** The ids that were added of late: the last `max` for certain, never twice as many. */
export interface RecentIds {
  /** True when it was not there. */
  add(id: string): boolean
  /** True when it was there. */
  delete(id: string): boolean
}

/** Two generations: to find the oldest of one set it has to step over all that were deleted before. */
export function recentIds(max: number): RecentIds {
  let young = new Set<string>()
  let old = new Set<string>()
  return {
    add: (id) => {
      if (young.has(id) || old.has(id)) return false
      young.add(id)
      if (young.size === max) [old, young] = [young, new Set()]
      return true
    },
    delete: (id) => young.delete(id) || old.delete(id),
  }
}
