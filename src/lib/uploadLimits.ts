/** Bytes of one file. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024

/** Files of one message. */
export const MAX_ATTACHMENTS = 10
