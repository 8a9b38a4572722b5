export type Fields = Record<string, string>
export type Check = (value: string) => string | undefined

/** What is wrong, by field, in the order of the checks; empty when all is well. */
export function wrongFields(values: Fields, checks: Record<string, Check>): Fields {
  const found = Object.entries(checks).map(([name, check]) => [name, check(values[name] ?? '')])
  return Object.fromEntries(found.filter(([, wrong]) => wrong))
}
