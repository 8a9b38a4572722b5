/** What messages carry beside their text. Types only, no imports. */

/** A file of a message; whoever reads the conversation reads it at `url`. */
export interface Attachment {
  id: string
  /** A path of this server: `GET` it with the same credential as messages. */
  url: string
  name: string
  /** What its content is, whatever its sender called it. */
  type: string
  /** Bytes. */
  size: number
  /** Of images, in pixels, as they are shown. */
  width?: number
  height?: number
}
