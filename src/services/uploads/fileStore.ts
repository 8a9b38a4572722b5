import type { Readable } from 'node:stream'

/** A file that is ready to be stored: complete, checked, and on this machine. */
export interface ReadyFile {
  path: string
  size: number
  type: string
}

/**
 * Where the bytes of files are. Ids are ours and safe in paths. What cannot be reached is refused
 * with `UNAVAILABLE`.
 */
export interface FileStore {
  /** Once it resolves every process finds the whole file. May take the file away from its path. */
  put(id: string, file: ReadyFile): Promise<void>
  /** `undefined` where there is none. */
  open(id: string): Promise<Readable | undefined>
  /** What is not there is as good as removed. */
  remove(id: string): Promise<void>
}
