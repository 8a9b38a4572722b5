/** @jsxImportSource preact */

import { linkify } from '@/components/chat/thread/linkify'
import type { MessageRow } from '@/components/chat/thread/messageRows'
import { formatTime } from '@/components/ui/formatTime'
import { Face } from './Face'
import { Icon } from './Icon'
import { MessageFiles } from './MessageFiles'
import type { PanelProps } from './panelProps'

interface ThreadMessageProps extends Omit<PanelProps, 'state'> {
  row: MessageRow
  isRead: boolean
}

export function ThreadMessage({ row, isRead, change, act }: ThreadMessageProps) {
  const { bubble, own, first } = row
  return (
    <article
      class="message"
      data-seq={bubble.seq}
      data-own={own || undefined}
      data-first={first || undefined}
    >
      {first && !own && <Face id={bubble.senderId} name={bubble.senderName} />}
      <h3 class={first && !own ? 'author' : 'sr'}>
        <bdi>{own ? 'You' : bubble.senderName}</bdi>{' '}
        <time dateTime={bubble.at}>{clock(bubble.at)}</time>
      </h3>
      <Content row={row} act={act} />
      {bubble.state === 'failed' ? (
        <Failed row={row} change={change} act={act} />
      ) : (
        row.showsStatus && <Status row={row} isRead={isRead} />
      )}
    </article>
  )
}

function Content({ row: { bubble }, act }: Pick<ThreadMessageProps, 'row' | 'act'>) {
  const { attachments, text, state, deleted } = bubble
  if (deleted)
    return (
      <div class="bubble" data-state={state}>
        <i>This message was deleted.</i>
      </div>
    )
  return (
    <>
      {attachments && <MessageFiles files={attachments} act={act} />}
      {text !== '' && (
        <div class="bubble" data-state={state}>
          <div dir="auto">
            <Text text={text} />
          </div>
        </div>
      )}
    </>
  )
}

function Text({ text }: { text: string }) {
  return (
    <>
      {linkify(text.trim()).map(({ at, text: words, href }) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </>
  )
}

function Status({ row: { bubble }, isRead }: { row: MessageRow; isRead: boolean }) {
  if (bubble.state !== 'sent')
    return (
      <p class="status">
        <Icon name="waiting" /> Sending…
      </p>
    )
  return isRead ? (
    <p class="status">
      <Icon name="read" /> Read
    </p>
  ) : (
    <p class="status">
      <Icon name="sent" /> Sent
    </p>
  )
}

function Failed({ row: { bubble }, change, act }: Omit<ThreadMessageProps, 'isRead'>) {
  const { key: clientMessageId, text, attachments, canRetry } = bubble
  return (
    <p class="status failed">
      <Icon name="failed" /> Not sent.
      {canRetry && (
        <button
          type="button"
          class="link"
          onClick={() => act.retry(clientMessageId, text, attachments)}
        >
          Retry
        </button>
      )}
      <button
        type="button"
        class="link"
        onClick={() => change({ type: 'edited', clientMessageId, text })}
      >
        Edit
      </button>
      <button
        type="button"
        class="link"
        onClick={() => change({ type: 'discarded', clientMessageId })}
      >
        Delete
      </button>
    </p>
  )
}

function clock(at: string): string {
  return formatTime('group', Date.parse(at), Date.now())
}
