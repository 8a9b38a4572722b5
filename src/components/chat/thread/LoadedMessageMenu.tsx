'use client'
import { Copy, Pencil, Trash2 } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import type { LoadedMenuProps } from '@/components/shell/LazyMenu'
import { announce } from '@/components/ui/announce'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'
import { useChatActions } from '../state/ChatProvider'
import type { Bubble } from './bubble'

interface LoadedMessageMenuProps extends LoadedMenuProps {
  bubble: Bubble
  own: boolean
}

export function LoadedMessageMenu(props: LoadedMessageMenuProps) {
  const { label, className, tabIndex, face, bubble, own } = props
  const toComposer = useRef(false)
  // Closing gives the focus back to the button, except where the field has it now.
  const close = (event: Event) => {
    if (toComposer.current) event.preventDefault()
    toComposer.current = false
  }
  return (
    <Menu defaultOpen>
      <MenuTrigger aria-label={label} className={className} tabIndex={tabIndex}>
        {face}
      </MenuTrigger>
      <MenuContent inMain align={own ? 'end' : 'start'} onCloseAutoFocus={close}>
        <MenuItem onSelect={() => void copy(bubble.text)}>
          <Copy aria-hidden />
          Copy text
        </MenuItem>
        {own && !bubble.team && bubble.id !== undefined && (
          <OwnItems messageId={bubble.id} toComposer={toComposer} />
        )}
      </MenuContent>
    </Menu>
  )
}

interface OwnItemsProps {
  messageId: string
  toComposer: RefObject<boolean>
}

function OwnItems({ messageId, toComposer }: OwnItemsProps) {
  const actions = useChatActions()
  const edit = () => {
    toComposer.current = true
    actions.startEditing(messageId)
  }
  return (
    <>
      <MenuItem onSelect={edit}>
        <Pencil aria-hidden />
        Edit
      </MenuItem>
      <MenuItem tone="danger" onSelect={() => actions.ask({ about: 'delete', messageId })}>
        <Trash2 aria-hidden />
        Delete
      </MenuItem>
    </>
  )
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    announce('Copied')
  } catch {
    toast.error('Couldn’t copy the text', { description: 'The browser does not allow it here.' })
  }
}
