'use client'
import {
  Ban,
  CircleCheck,
  Link2,
  MessagesSquare,
  RotateCcw,
  UserCheck,
  UserMinus,
} from 'lucide-react'
import { useState } from 'react'
import type { LoadedMenuProps } from '@/components/shell/LazyMenu'
import { announce } from '@/components/ui/announce'
import { Confirm } from '@/components/ui/Confirm'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'
import type { Conversation } from '@/lib/protocol'
import { useChatWork } from '../chats/useChatWork'
import { useTeam } from '../chats/useTeam'
import { useAdmin } from '../state/AdminProvider'
import { CannedRepliesDialog } from './canned/CannedRepliesDialog'

type Asking = 'block' | 'replies'

export interface ChatMenuProps {
  userId: string
  name: string
  conversation: Conversation | undefined
}

export function LoadedChatMenu(props: LoadedMenuProps & ChatMenuProps) {
  const { label, className, face, userId, name, conversation } = props
  const { canned } = useAdmin().visitors
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  return (
    <>
      <Menu defaultOpen>
        <MenuTrigger aria-label={label} className={className}>
          {face}
        </MenuTrigger>
        <MenuContent inline align="end">
          <MenuItem onSelect={() => void copyLink(userId)}>
            <Link2 aria-hidden />
            Copy link
          </MenuItem>
          {conversation && <ConversationItems conversation={conversation} onAsk={setAsking} />}
          <MenuSeparator />
          <MenuItem onSelect={() => setAsking('replies')}>
            <MessagesSquare aria-hidden />
            Saved replies…
          </MenuItem>
        </MenuContent>
      </Menu>
      {asking === 'block' && <BlockVisitor userId={userId} name={name} onClose={close} />}
      {asking === 'replies' && <CannedRepliesDialog canned={canned} onClose={close} />}
    </>
  )
}

interface ConversationItemsProps {
  conversation: Conversation
  onAsk(asking: Asking): void
}

function ConversationItems({ conversation, onAsk }: ConversationItemsProps) {
  const work = useChatWork()
  const { webchat, id } = conversation
  const isOpen = webchat?.status === 'open'
  return (
    <>
      <MenuSeparator />
      <AssignItems conversation={conversation} />
      <MenuSeparator />
      {isOpen ? (
        <MenuItem onSelect={() => work.close(id)}>
          <CircleCheck aria-hidden />
          Close conversation
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => work.reopen(id)}>
          <RotateCcw aria-hidden />
          Reopen conversation
        </MenuItem>
      )}
      {webchat?.blocked ? (
        <MenuItem onSelect={() => work.unblock(webchat.visitorId)}>
          <Ban aria-hidden />
          Unblock visitor
        </MenuItem>
      ) : (
        <MenuItem tone="danger" onSelect={() => onAsk('block')}>
          <Ban aria-hidden />
          Block visitor…
        </MenuItem>
      )}
    </>
  )
}

function AssignItems({ conversation }: { conversation: Conversation }) {
  const work = useChatWork()
  const me = useAdmin().me.id
  const colleagues = useTeam().filter(({ userId }) => userId !== me)
  const assigneeId = conversation.webchat?.assigneeId
  return (
    <>
      <MenuLabel>Assign to</MenuLabel>
      {assigneeId !== me && (
        <MenuItem onSelect={() => work.assign(conversation, me)}>
          <UserCheck aria-hidden />
          Me
        </MenuItem>
      )}
      {colleagues
        .filter(({ userId }) => userId !== assigneeId)
        .map(({ userId, name }) => (
          <MenuItem key={userId} onSelect={() => work.assign(conversation, userId)}>
            <UserCheck aria-hidden />
            <bdi className="truncate">{name}</bdi>
          </MenuItem>
        ))}
      {assigneeId !== undefined && (
        <MenuItem onSelect={() => work.assign(conversation, undefined)}>
          <UserMinus aria-hidden />
          Nobody
        </MenuItem>
      )}
    </>
  )
}

interface BlockVisitorProps {
  userId: string
  name: string
  onClose(): void
}

function BlockVisitor({ userId, name, onClose }: BlockVisitorProps) {
  const { desk } = useAdmin().visitors
  return (
    <Confirm
      title={`Block ${name}?`}
      description="No message of theirs is taken any more. They are not told, and you can unblock them here."
      action="Block visitor"
      onClose={onClose}
      onConfirm={async () => {
        await desk.block(userId, true)
        announce(`${name} is blocked`)
      }}
    />
  )
}

async function copyLink(userId: string): Promise<void> {
  try {
    const path = `/admin?user=${encodeURIComponent(userId)}`
    await navigator.clipboard.writeText(location.origin + path)
    announce('Copied')
  } catch {
    toast.error('Couldn’t copy the link', { description: 'The browser does not allow it here.' })
  }
}
