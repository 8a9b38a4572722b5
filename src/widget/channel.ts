/** What the loader and the panel say to each other through their `MessageChannel`. Types only. */
import type { Attachment } from '@/lib/attachments'
import type { ConnectionState } from '@/lib/connectionState'
import type { SendFailure } from '@/lib/outbox'
import type { Message, SeqMark } from '@/lib/protocol'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'

export type Theme = 'auto' | 'light' | 'dark'

/** How the website wants the panel to look, and what it wants said in it. */
export interface PanelLook {
  /** Whom one talks to. */
  name: string
  theme: Theme
  /** Fill and text of the header and of the visitor's own messages. */
  brand: { fill: string; text: string }
  greeting: string | undefined
  /** Up to three, offered while nothing was written yet. */
  questions: readonly string[]
  privacyUrl: string | undefined
  /** Of the website's own page. */
  lang: string
  dir: 'ltr' | 'rtl'
}

export type ToPanel =
  | { type: 'look'; look: PanelLook }
  | { type: 'state'; state: ConnectionState }
  /** The visitor is another one: the same person where they are known by name now. */
  | { type: 'begin'; isSame: boolean }
  /** New, or newer versions of known ones. `isKnown`: everything up to the last one is there. */
  | { type: 'messages'; messages: readonly Message[]; isKnown: boolean; hasMore: boolean }
  | { type: 'older-failed' }
  | { type: 'failed'; clientMessageId: string; failure: PanelFailure }
  /** Somebody of the website writes; `name` where it is known. */
  | { type: 'typing'; isTyping: boolean; name?: string }
  /** Whether somebody of the website is there, and when they are back. */
  | { type: 'availability'; availability: AvailabilityAnswer }
  /** How far they have read, and behind which message they have closed the conversation. */
  | { type: 'standing'; readSeq: number; closedSeq: number | undefined }
  | { type: 'shown'; isShown: boolean; focus?: 'composer' | 'heading' }
  /** Whether the page around the frame has the focus; of its own the frame knows. */
  | { type: 'focused'; isFocused: boolean }
  | { type: 'prefill'; text: string }
  /** How much of a file has left this device, 0 to 1. */
  | { type: 'upload'; key: string; share: number }
  | { type: 'uploaded'; key: string; attachment: Attachment }
  | { type: 'upload-failed'; key: string; reason: string; canRetry: boolean }
  /** A file of a message, by its address; none where it could not be read. */
  | { type: 'file'; url: string; file?: Blob }
  /** The address was kept, or could not be. */
  | { type: 'email'; isKept: boolean }

export type ToLoader =
  | { type: 'ready' }
  | { type: 'close' }
  | ({ type: 'send' } & Written)
  /** The panel has no network of its own: its files go to the server, and come from there, by the page. */
  | { type: 'upload'; key: string; file: File }
  | { type: 'stop-upload'; key: string }
  | { type: 'file'; url: string }
  | { type: 'older' }
  /** Where the visitor may be answered when they have left. */
  | { type: 'email'; email: string }
  | { type: 'typing'; isTyping: boolean; preview?: string }
  /** The visitor has read this message, and all before it. */
  | ({ type: 'seen' } & SeqMark)

/** A message as the visitor has written it. */
export interface Written {
  clientMessageId: string
  text: string
  /** Files that the server has already. */
  attachmentIds?: string[]
}

/** Why a message was not sent, and when to try again where the server said so. */
export type PanelFailure = SendFailure & { retryAfterSeconds?: number }

/** The one `postMessage` between windows: it hands over the port. */
export const CONNECT = 'parley:connect'
