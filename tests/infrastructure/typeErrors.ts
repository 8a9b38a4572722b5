import { execFile } from 'node:child_process'

const COMPILER = 'node_modules/typescript/bin/tsc'

/** What the compiler says of a project; nothing when all is well. */
export function typeErrors(project: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [COMPILER, '--noEmit', '-p', project], (error, said) => {
      if (error && said === '') reject(error)
      else resolve(said)
    })
  })
}
