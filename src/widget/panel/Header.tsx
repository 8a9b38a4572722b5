/** @jsxImportSource preact */
import type { Message } from '@/lib/protocol'
import type { PanelLook } from '../channel'
import { Face } from './Face'
import { Icon } from './Icon'
import { Menu } from './Menu'

interface HeaderProps {
  look: PanelLook
  messages: readonly Message[]
  onClose(): void
}

export function Header({ look, messages, onClose }: HeaderProps) {
  return (
    <header class="header">
      <Faces messages={messages} />
      <div class="who">
        <h2 id="heading" tabIndex={-1}>
          {look.name}
        </h2>
      </div>
      <Menu look={look} />
      <button type="button" class="head-button" aria-label="Close chat" onClick={onClose}>
        <Icon name="close" />
      </button>
    </header>
  )
}

/** Who has answered here, newest first. */
function Faces({ messages }: { messages: readonly Message[] }) {
  const agents = new Map<string, Message>()
  for (const message of messages.toReversed())
    if (message.sender === 'agent' && agents.size < 2) agents.set(message.senderId, message)
  if (agents.size === 0) return null
  return (
    <span class="faces" aria-hidden>
      {[...agents.values()].map(({ senderId, senderName }) => (
        <Face key={senderId} id={senderId} name={senderName} />
      ))}
    </span>
  )
}
