import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Attachment } from '@/lib/attachments'
import { refusal } from '@/lib/errors'
import type { Principal } from '@/services/realtime'
import { fileKind } from './fileKinds'
import { withoutMetadata } from './fileMetadata'
import { fileName } from './fileName'
import type { FileStore } from './fileStore'
import { type IncomingFile, tooLarge } from './multipart'
import { pictureSize } from './pictureSize'
import type { Spool, Spooled } from './spool'
import { ownerOf, readerOf } from './uploadCallers'
import type { UploadQuota, UploadRow, UploadStore } from './uploadStore'

/** Files of people, before and after messages carry them. */
export interface UploadsService {
  /**
   * Stores a file that arrives, as its sender's own. @throws `PAYLOAD_TOO_LARGE`,
   * `UNSUPPORTED_FILE`, `INVALID_REQUEST`, `RATE_LIMIT_EXCEEDED`, `STORAGE_FULL`
   */
  receive(caller: Principal, file: IncomingFile): Promise<Attachment>
  /** A file that the caller may read. @throws `NOT_FOUND`, whatever the reason. */
  find(caller: Principal, id: string): Promise<UploadRow>
  /** Its content. @throws `NOT_FOUND` */
  open(id: string): Promise<Readable>
}

export interface UploadsParts {
  store: UploadStore
  files: FileStore
  spool: Spool
  quota: UploadQuota
}

export function uploadsService(parts: UploadsParts): UploadsService {
  const { store, files, spool } = parts
  return {
    receive: (caller, file) =>
      spool.hold(file.content, async (spooled) => {
        if (file.isCut()) throw tooLarge()
        const upload = await described(file.name, spooled)
        await keep(parts, caller, upload, spooled)
        return attachmentOf(upload)
      }),
    find: async (caller, id) => {
      const upload = await store.find(readerOf(caller), id)
      if (!upload) throw notFound()
      return upload
    },
    open: async (id) => {
      const content = await files.open(id)
      if (!content) throw notFound()
      return content
    },
  }
}

async function described(said: string, { path, size, head }: Spooled): Promise<UploadRow> {
  if (size === 0) throw refusal('INVALID_REQUEST', { sentence: 'The file is empty.' })
  const name = fileName(said)
  const kind = fileKind(name, head)
  if (!kind) throw refusal('UNSUPPORTED_FILE')
  const known = { id: `f_${randomBytes(20).toString('hex')}`, name, type: kind.type, size }
  const { orientation, ...shown } = kind.isPicture ? await pictureSize(path) : NOT_SHOWN
  const forget = withoutMetadata(kind.type)
  if (!forget) return { ...known, ...shown }
  const file = forget(await readFile(path), orientation)
  if (!file) throw refusal('UNSUPPORTED_FILE', { sentence: 'This file is damaged.' })
  await writeFile(path, file)
  return { ...known, ...shown, size: file.byteLength }
}

const NOT_SHOWN = { orientation: 1 }

/** Noted before it is stored: a file that nobody knows of would stay for ever. */
async function keep(
  { store, files, quota }: UploadsParts,
  caller: Principal,
  upload: UploadRow,
  { path }: Spooled,
): Promise<void> {
  const owner = { tenantId: caller.tenantId, ownerId: ownerOf(caller) }
  const outcome = await store.add({ ...upload, ...owner }, quota)
  if (outcome === 'over-tenant') throw refusal('STORAGE_FULL')
  if (outcome === 'over-daily')
    throw refusal('RATE_LIMIT_EXCEEDED', {
      sentence: 'You have sent very many files today. Try again tomorrow.',
      retryAfterSeconds: 3600,
    })
  await files.put(upload.id, { path, size: upload.size, type: upload.type })
}

function attachmentOf({ id, name, type, size, width, height }: UploadRow): Attachment {
  const pixels = width !== undefined && height !== undefined && { width, height }
  return { id, url: `/api/uploads/${id}`, name, type, size, ...pixels }
}

function notFound() {
  return refusal('NOT_FOUND', { sentence: 'File not found' })
}
