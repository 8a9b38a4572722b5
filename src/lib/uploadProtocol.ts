/** The wire of files: what `POST /api/uploads` answers. Types only. */
import type { Attachment } from './attachments'

/** Name its id in `attachmentIds` of a message within a day, or it is removed. */
export interface UploadAnswer {
  success: true
  attachment: Attachment
}
