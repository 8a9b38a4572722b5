/** An accessible name with its count: `Chat, 3 unread`. */
export function counted(name: string, unread: number, words = 'unread'): string {
  return unread > 0 ? `${name}, ${unread} ${words}` : name
}

/** The document's title with the count before it: `(3) Chat`. */
export function titleWithCount(title: string, unread: number): string {
  return unread > 0 ? `(${unread}) ${title}` : title
}
