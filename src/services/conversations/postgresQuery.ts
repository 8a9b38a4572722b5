import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'

export type Query = Database['query']

/** SQLSTATE classes that speak of the server, not of the statement. */
const AWAY = ['08', '53', '57', '58']

/** The database's `query`, refused with `UNAVAILABLE` when the database is away. */
export function reachableQuery(database: Database): Query {
  return async (text, values, name) => {
    try {
      return await database.query(text, values, name)
    } catch (error) {
      throw speaksOfStatement(error)
        ? error
        : Object.assign(refusal('UNAVAILABLE'), { cause: error })
    }
  }
}

/** Only errors that the server itself reports carry a severity. */
function speaksOfStatement(error: unknown): boolean {
  const { severity, code } = error as { severity?: string; code?: string }
  return severity !== undefined && !AWAY.includes(code?.slice(0, 2) ?? '')
}
