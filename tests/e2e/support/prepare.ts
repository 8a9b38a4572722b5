import { existsSync } from 'node:fs'
import { freshDataFolder } from '../../infrastructure/dataFolder'

/** Says what is missing once, instead of in every test, and makes what every test copies. */
export default async function prepare(): Promise<void> {
  if (!existsSync('dist/server.js') || !existsSync('.next/BUILD_ID')) {
    throw new Error('There is no build to test: run `bin/build` first.')
  }
  const folder = await freshDataFolder()
  folder.remove()
}
