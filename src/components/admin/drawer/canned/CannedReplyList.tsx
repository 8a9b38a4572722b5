import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Skeleton } from '@/components/ui/Skeleton'
import type { CannedReply } from '@/lib/adminChatProtocol'
import type { CannedReplies } from '../../chats/cannedReplies'

export type CannedQuestion = { ask: 'add' } | { ask: 'change' | 'remove'; reply: CannedReply }

interface CannedReplyListProps {
  canned: CannedReplies
  onAsk(question: CannedQuestion): void
}

/** All saved replies; grey lines until they are read, and why not with a way to try again. */
export function CannedReplyList({ canned, onAsk }: CannedReplyListProps) {
  const replies = useStore(canned, (state) => state.replies)
  const failure = useStore(canned, (state) => state.failure)
  return (
    <>
      <div role="alert" className={failure ? undefined : '-mb-4'}>
        {failure && (
          <p className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-danger-tint px-3 py-2 text-danger-fg text-sm">
            <span className="min-w-0">Couldn’t load the replies. {failure}.</span>
            <Button onClick={() => void canned.reload()}>Retry</Button>
          </p>
        )}
      </div>
      {!replies && !failure && <Loading />}
      {replies?.length === 0 && (
        <p className="text-fg-muted text-sm">
          No saved replies yet. Save what you write again and again, a greeting or your address.
        </p>
      )}
      {replies && replies.length > 0 && (
        <ul className="-mx-2 flex max-h-80 flex-col overflow-y-auto overscroll-contain">
          {replies.map((reply) => (
            <Reply key={reply.id} reply={reply} onAsk={onAsk} />
          ))}
        </ul>
      )}
      {replies && (
        <Button
          size="md"
          variant="primary"
          icon={<Plus aria-hidden />}
          className="self-end"
          onClick={() => onAsk({ ask: 'add' })}
        >
          New reply
        </Button>
      )}
    </>
  )
}

function Reply({ reply, onAsk }: { reply: CannedReply; onAsk: CannedReplyListProps['onAsk'] }) {
  return (
    <li className="flex items-start gap-1 rounded-md px-2 py-1.5">
      <p className="min-w-0 flex-1 text-sm">
        <span className="block font-medium font-mono text-xs">/{reply.shortcut}</span>
        <span className="line-clamp-3 whitespace-pre-line text-fg-muted [overflow-wrap:anywhere]">
          {reply.text}
        </span>
      </p>
      <IconButton
        label={`Change /${reply.shortcut}`}
        icon={<Pencil aria-hidden />}
        onClick={() => onAsk({ ask: 'change', reply })}
      />
      <IconButton
        label={`Remove /${reply.shortcut}`}
        icon={<Trash2 aria-hidden />}
        onClick={() => onAsk({ ask: 'remove', reply })}
      />
    </li>
  )
}

function Loading() {
  return (
    <div aria-hidden className="flex flex-col gap-3">
      <Skeleton className="block h-10 rounded-md" />
      <Skeleton className="block h-10 rounded-md" />
      <Skeleton className="block h-10 rounded-md" />
    </div>
  )
}
