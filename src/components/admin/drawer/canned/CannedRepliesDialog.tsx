'use client'
import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { Confirm } from '@/components/ui/Confirm'
import { Dialog } from '@/components/ui/Dialog'
import type { CannedReply } from '@/lib/adminChatProtocol'
import type { CannedReplies } from '../../chats/cannedReplies'
import { CannedReplyForm } from './CannedReplyForm'
import { type CannedQuestion, CannedReplyList } from './CannedReplyList'

/** What is done with the saved replies. */
interface CannedRepliesDialogProps {
  canned: CannedReplies
  onClose(): void
}

/** The tenant's saved replies: read, added, changed, removed. */
export function CannedRepliesDialog({ canned, onClose }: CannedRepliesDialogProps) {
  const [question, setQuestion] = useState<CannedQuestion>()
  useEffect(() => void canned.reload(), [canned])
  const back = () => setQuestion(undefined)
  if (question?.ask === 'remove')
    return <RemoveReply canned={canned} reply={question.reply} onClose={back} />
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={question ? titles[question.ask] : 'Saved replies'}
      description="Type / and the shortcut in an empty message field. The whole team has them."
    >
      {question ? (
        <CannedReplyForm
          canned={canned}
          {...(question.ask === 'change' && { reply: question.reply })}
          onDone={back}
        />
      ) : (
        <CannedReplyList canned={canned} onAsk={setQuestion} />
      )}
    </Dialog>
  )
}

const titles = { add: 'New reply', change: 'Change the reply' }

interface RemoveReplyProps extends CannedRepliesDialogProps {
  reply: CannedReply
}

function RemoveReply({ canned, reply, onClose }: RemoveReplyProps) {
  return (
    <Confirm
      title={`Remove /${reply.shortcut}?`}
      description="It is gone for the whole team. What was sent with it stays."
      action="Remove reply"
      onClose={onClose}
      onConfirm={async () => {
        await canned.remove(reply.id)
        announce('Reply removed')
      }}
    />
  )
}
