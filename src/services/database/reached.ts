import { errorCodeOf, refusal } from '@/lib/errors'

/** SQLSTATE classes that speak of the server, not of the statement. */
const AWAY = ['08', '53', '57', '58']

/** What the database answers; rejects with `UNAVAILABLE` when it cannot be reached or cannot serve. */
export async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw speaksOfAbsence(error) ? Object.assign(refusal('UNAVAILABLE'), { cause: error }) : error
  }
}

type Method = (...args: unknown[]) => Promise<unknown>

/** A store over Drizzle, all of whose methods are answered by the database. */
export function reachedStore<Store extends object>(store: Store): Store {
  const methods = Object.entries(store) as [string, Method][]
  return Object.fromEntries(
    methods.map(([name, method]) => [name, (...args: unknown[]) => reached(method(...args))]),
  ) as Store
}

/** Refusals and mistakes of ours, such as a TypeError, are neither. */
function speaksOfAbsence(error: unknown): boolean {
  if (errorCodeOf(error) !== 'INTERNAL') return false
  const { name, cause } = error as Error
  return /^(Aggregate|Drizzle)?error$/i.test(name) && !speaksOfStatement(cause ?? error)
}

/** Only errors that the server itself reports carry a severity. */
function speaksOfStatement(error: unknown): boolean {
  const { severity, code } = error as { severity?: string; code?: string }
  return severity !== undefined && !AWAY.includes(code?.slice(0, 2) ?? '')
}
