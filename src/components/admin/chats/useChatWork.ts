import { useMemo } from 'react'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import type { Conversation } from '@/lib/protocol'
import { useAdmin } from '../state/AdminProvider'

/** What a click does with a conversation: it is done and said, or the reason is. */
export interface ChatWork {
  assign(conversation: Conversation, assigneeId: string | undefined): void
  close(conversationId: string): void
  reopen(conversationId: string): void
  unblock(visitorId: string): void
}

export function useChatWork(): ChatWork {
  const { desk } = useAdmin().visitors
  return useMemo(() => {
    const doIt = (work: Promise<void>, done: string, failed: string) =>
      void work.then(
        () => announce(done),
        (error: Error) => toast.error(failed, { description: error.message }),
      )
    return {
      assign: (conversation, assigneeId) =>
        doIt(desk.assign(conversation, assigneeId), 'Assigned', 'Couldn’t assign the conversation'),
      close: (id) => doIt(desk.close(id), 'Conversation closed', 'Couldn’t close the conversation'),
      reopen: (id) =>
        doIt(desk.reopen(id), 'Conversation reopened', 'Couldn’t reopen the conversation'),
      unblock: (visitorId) =>
        doIt(desk.block(visitorId, false), 'Unblocked', 'Couldn’t unblock the visitor'),
    }
  }, [desk])
}
