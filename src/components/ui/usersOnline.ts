const plural = new Intl.PluralRules('en')

/** `1 user online`, `47 users online`. */
export function usersOnline(count: number): string {
  const noun = plural.select(count) === 'one' ? 'user' : 'users'
  return `${new Intl.NumberFormat('en').format(count)} ${noun} online`
}
