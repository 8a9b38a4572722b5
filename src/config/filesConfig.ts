import type { Env } from './env'

/** Where files of people are kept, and how many. */
export interface FilesConfig {
  /** Absent: in the data folder. */
  bucket:
    | {
        endpoint: string
        bucket: string
        region: string
        accessKeyId: string
        secretAccessKey: string
      }
    | undefined
  /** In bytes. */
  quota: { daily: number; tenant: number }
}

const MB = 1024 * 1024

export function filesConfig(env: Env): FilesConfig {
  const quota = { daily: env.UPLOADS_DAILY_MB * MB, tenant: env.UPLOADS_TENANT_MB * MB }
  return { bucket: bucketOf(env), quota }
}

/** All of it or nothing: a bucket that is half described would be noticed by the first sender. */
function bucketOf(env: Env): FilesConfig['bucket'] {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env
  const needed = { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }
  const missing = Object.entries(needed).filter(([, value]) => value === undefined)
  if (missing.length === 4) return undefined
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    throw new Error(`Files in a bucket also need ${missing.map(([name]) => name).join(', ')}.`)
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: env.S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  }
}
