/** @jsxImportSource preact */
import { replyLine } from '@/lib/availability'
import type { PanelLook } from '../channel'
import { Face } from './Face'
import { Icon } from './Icon'
import { Menu } from './Menu'
import type { PanelState } from './panelState'

interface HeaderProps {
  look: PanelLook
  state: PanelState
  onClose(): void
}

export function Header({ look, state, onClose }: HeaderProps) {
  const { messages, availability } = state
  return (
    <header class="header">
      <Faces messages={messages} availability={availability} />
      <div class="who">
        <h2 id="heading" tabIndex={-1}>
          {look.name}
        </h2>
        {availability && <p>{replyLine(availability, { nowMs: Date.now() })}</p>}
      </div>
      <Menu look={look} />
      <button type="button" class="head-button" aria-label="Close chat" onClick={onClose}>
        <Icon name="close" />
      </button>
    </header>
  )
}

/** Who has answered here, newest first; before that, who may. */
function Faces({ messages, availability }: Pick<PanelState, 'messages' | 'availability'>) {
  const faces = new Map<string, string>()
  for (const { sender, senderId, senderName } of [...messages].reverse())
    if (sender === 'agent') faces.set(senderId, senderName)
  const names = faces.size > 0 ? [] : (availability?.agents ?? [])
  for (const { name } of names) faces.set(name, name)
  if (faces.size === 0) return null
  return (
    <span class="faces" aria-hidden>
      {[...faces].slice(0, 2).map(([id, name]) => (
        <Face key={id} id={id} name={name} />
      ))}
    </span>
  )
}
