import type { SeqMark } from '@/lib/protocol'
import type { VisitorLine } from './visitorLine'

/** Tells the server how far the visitor has read; the panel repeats what a breaking line may have lost. */
export function tellRead(
  { link, requests }: Pick<VisitorLine, 'link' | 'requests'>,
  mark: SeqMark,
): void {
  if (link.isUp()) link.tell('message_read', mark)
  else requests.send('POST', '/api/chat/read', { seq: mark.seq }).catch(() => {})
}
