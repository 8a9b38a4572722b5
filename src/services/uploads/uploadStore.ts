/** A file as it is known before and after it is stored. */
export interface UploadRow {
  id: string
  /** What people call it. */
  name: string
  /** By its content. */
  type: string
  size: number
  /** Of images, as they are shown. */
  width?: number | undefined
  height?: number | undefined
}

export interface NewUpload extends UploadRow {
  tenantId: string
  ownerId: string
}

/** How much may be kept, in bytes. */
export interface UploadQuota {
  /** Of one owner within 24 hours. */
  daily: number
  /** Of a whole tenant. */
  tenant: number
}

/** Who wants to read a file: what the credential proves, and no more. */
export interface UploadReader {
  tenantId: string
  readerId: string
  /** Takes part in private conversations. */
  isUser: boolean
  /** Speaks for the tenant to its visitors. */
  isStaff: boolean
}

/** Which files there are, whose they are, and who may read them. */
export interface UploadStore {
  /** Notes a file that is about to be stored; what is over the quota is noted nowhere. */
  add(upload: NewUpload, quota: UploadQuota): Promise<'added' | 'over-daily' | 'over-tenant'>
  /**
   * A file that the reader may have: their own until a message has it, from then on those of the
   * message's conversation. `undefined` alike for what is absent, another tenant's or others'.
   */
  find(reader: UploadReader, id: string): Promise<UploadRow | undefined>
  /**
   * Takes files out of everybody's reach that no message took since `untilMs`, and answers their
   * ids, at most `limit`, with those whose message was deleted: to be removed, and then forgotten.
   */
  condemn(untilMs: number, limit: number): Promise<string[]>
  /** What is not condemned stays. */
  forget(ids: readonly string[]): Promise<void>
}
