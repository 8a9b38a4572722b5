export { createUploads } from './createUploads'
export { diskFileStore } from './diskFileStore'
export type { FileStore } from './fileStore'
export { s3FileStore } from './s3FileStore'
