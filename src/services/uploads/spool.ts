import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file that has arrived as a whole. */
export interface Spooled {
  path: string
  size: number
  /** Its first bytes. */
  head: Buffer
}

/** Enough to tell what a file is. */
const HEAD_BYTES = 65_536
/** No upload takes as long; what is older was left by a process that ended. */
const LEFT_MS = 3_600_000

/** Where files arrive, on this machine, before anybody knows what they are. */
export class Spool {
  constructor(private readonly folder: string) {}

  /** Hands the arrived file over, and removes whatever is left of it afterwards. */
  async hold<T>(content: Readable, use: (file: Spooled) => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true })
    const path = join(this.folder, randomUUID())
    try {
      return await use({ path, ...(await write(content, path)) })
    } finally {
      await rm(path, { force: true })
    }
  }

  async removeLeft(nowMs: number): Promise<void> {
    const names = await readdir(this.folder).catch(() => [])
    for (const path of names.map((name) => join(this.folder, name))) {
      const found = await stat(path).catch(() => undefined)
      if (found && found.mtimeMs < nowMs - LEFT_MS) await rm(path, { force: true })
    }
  }
}

async function write(content: Readable, path: string): Promise<Omit<Spooled, 'path'>> {
  const heads: Buffer[] = []
  let size = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      if (size < HEAD_BYTES) heads.push(chunk)
      size += chunk.byteLength
      yield chunk
    }
  }
  await pipeline(content, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  return { size, head: Buffer.concat(heads).subarray(0, HEAD_BYTES) }
}
