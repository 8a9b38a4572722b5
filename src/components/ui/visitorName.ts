/** `Visitor 7F3A` until a name is known; the end of an id is enough. */
export function visitorName({
  name,
  userId,
}: {
  name?: string | undefined
  userId: string
}): string {
  return name?.trim() || `Visitor ${userId.slice(-4).toUpperCase()}`
}

/** The name as its avatar shortens it: `3A` for `Visitor 7F3A`. */
export function faceName(name: string): string {
  return name.replace(/^Visitor ..(.)(.)$/, '$1 $2')
}
