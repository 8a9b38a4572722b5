import type { Attachment } from '@/lib/attachments'
import type { SeqMark } from '@/lib/protocol'
import type { FileWays } from './fileWays'
import type { PanelEvent, PanelState } from './panelState'

export interface PanelActs {
  close(): void
  send(text: string, attachments?: readonly Attachment[]): void
  retry(clientMessageId: string, text: string, attachments?: readonly Attachment[]): void
  older(): void
  keepEmail(address: string): void
  typed(text: string): void
  rest(): void
  seen(mark: SeqMark): void
  files: FileWays
}

export interface PanelProps {
  state: PanelState
  change(event: PanelEvent): void
  act: PanelActs
}
