import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from './fileStore'

/** Files in a folder. It is shared by all processes, or there is only one. */
export function diskFileStore(folder: string): FileStore {
  // Folders with very many files are slow to list and to back up.
  const placeOf = (id: string) => join(folder, id.slice(-2), id)
  return {
    put: async (id, { path }) => {
      const place = placeOf(id)
      await mkdir(dirname(place), { recursive: true })
      await rename(path, place)
    },
    open: async (id) => {
      const handle = await open(placeOf(id)).catch(ifMissing)
      return handle && createReadStream('', { fd: handle })
    },
    remove: (id) => rm(placeOf(id), { force: true }),
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
