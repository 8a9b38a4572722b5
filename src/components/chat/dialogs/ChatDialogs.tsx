'use client'
import { Confirm } from '@/components/ui/Confirm'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Asking } from '../state/chatStore'
import type { ChatLocation } from '../state/useChatLocation'
import { NewConversation } from './NewConversation'
import { NotificationsBlocked } from './NotificationsBlocked'

/** The dialog that is asked for. Its code comes when the first one is. */
export function ChatDialogs({ place }: { place: ChatLocation }) {
  const { actions, composer } = useChat()
  const asking = useChatState((state) => state.asking)
  const close = () => actions.ask(undefined)
  switch (asking?.about) {
    case 'delete':
      return <DeleteMessage {...asking} onClose={close} />
    case 'leave':
      return <LeaveGroup {...asking} onClose={close} onLeft={place.toList} />
    case 'new-conversation': {
      const open = (conversationId: string) => {
        close()
        place.open(conversationId)
        composer.focusEnd()
      }
      return <NewConversation onClose={close} onOpen={open} />
    }
    case 'notifications':
      return <NotificationsBlocked onClose={close} />
    default:
      return null
  }
}

type AskingOf<About> = Extract<Asking, { about: About }>

function DeleteMessage({ messageId, onClose }: AskingOf<'delete'> & { onClose(): void }) {
  const { actions, composer } = useChat()
  return (
    <Confirm
      title="Delete this message?"
      description="Everybody in the conversation sees “Message deleted” in its place. This cannot be undone."
      action="Delete message"
      onClose={onClose}
      onConfirm={async () => {
        await actions.deleteMessage(messageId)
        composer.focusEnd()
      }}
    />
  )
}

interface LeaveGroupProps extends AskingOf<'leave'> {
  onClose(): void
  onLeft(): void
}

function LeaveGroup({ conversationId, onClose, onLeft }: LeaveGroupProps) {
  const { actions } = useChat()
  const name = useChatState(({ conversations }) => conversations[conversationId]?.name)
  return (
    <Confirm
      title={`Leave ${name ?? 'this group'}?`}
      description="You will not see its messages any more, and the others see that you left."
      action="Leave group"
      onClose={onClose}
      onConfirm={async () => {
        onLeft()
        await actions.leaveGroup(conversationId)
      }}
    />
  )
}
