import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const INITIALISE = `
import { PGlite } from '@electric-sql/pglite'
const engine = await PGlite.create(process.argv[1])
await engine.close()
`

/** Making a data folder takes half a gigabyte of memory for a moment; a child gives it back. */
export async function initialiseInChildProcess(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', INITIALISE, folder])
}
