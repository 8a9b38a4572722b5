import { resolve } from 'node:path'

/** The committed migrations; the bundled server has no folder of its own, so from the project's root. */
export function migrationsFolder(): string {
  return resolve('src/services/database/migrations')
}
