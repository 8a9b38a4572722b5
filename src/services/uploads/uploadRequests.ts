import { refusal } from '@/lib/errors'
import type { UploadAnswer } from '@/lib/uploadProtocol'
import { callerDoor, clientIp, type DoorServices, fileDoor, idSchema } from '@/services/realtime'
import { isShown } from './fileKinds'
import { disposition } from './fileName'
import { receiveFile } from './multipart'
import { ownerOf, requireScope } from './uploadCallers'
import type { UploadRow } from './uploadStore'
import type { UploadsService } from './uploadsService'

type Services = DoorServices & { uploads: UploadsService }

/** `POST /api/uploads`: one file, as `multipart/form-data`. */
export const postUpload = callerDoor(
  {},
  async ({ uploads, limits }: Services, { caller, request }): Promise<UploadAnswer> => {
    requireScope(caller, 'messages:write')
    await limits.upload(`${caller.tenantId}:${ownerOf(caller)}`, clientIp(request))
    const attachment = await receiveFile(request, (file) => uploads.receive(caller, file))
    return { success: true, attachment }
  },
)

/**
 * `GET /api/uploads/`: the file itself. Asked anew each time, so that who left a conversation has
 * left its files.
 */
export const getUpload = fileDoor(async ({ uploads }: Services, { caller, params, request }) => {
  requireScope(caller, 'messages:read')
  const id = idSchema.safeParse(params.id)
  if (!id.success) throw refusal('NOT_FOUND', { sentence: 'File not found' })
  const upload = await uploads.find(caller, id.data)
  const headers = headersOf(upload)
  if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers }
  const content = await uploads.open(upload.id)
  return { status: 200, headers: { ...headers, 'content-length': String(upload.size) }, content }
})

/** Nothing in a file runs, is guessed at, or is shown but pictures. */
function headersOf({ id, name, type }: UploadRow) {
  return {
    'content-type': type,
    'content-disposition': disposition(name, isShown(type)),
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    vary: 'Authorization, Cookie, Origin',
    etag: `"${id}"`,
  }
}
