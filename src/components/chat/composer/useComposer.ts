import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { hasTouchKeyboard } from '@/components/ui/hasTouchKeyboard'
import { usePreferences } from '@/components/ui/preferences'
import { toast } from '@/components/ui/toast'
import { useChat, useChatState, useDraft, usePendingFiles } from '../state/ChatProvider'
import { type ComposerAction, composerAction } from './composerKeys'
import { createTypingSignal } from './typingSignal'
import { sendObstacle } from './validateMessage'

interface ComposerWays {
  /** It draws files, and how far they are. */
  takesFiles?: boolean
  /** Takes the focus when it opens, where no keyboard slides over it. */
  takesFocus?: boolean
  /** Where Esc goes. */
  onLeave?: () => void
}

/**
 * What a conversation's composer does. Its text is the draft, or the message that is being edited.
 * Mount it anew for another conversation.
 */
export function useComposer(
  conversationId: string,
  { takesFocus = true, takesFiles = false, onLeave = focusList }: ComposerWays = {},
) {
  const { drafts, actions, client, composer, presence, pending } = useChat()
  const files = usePendingFiles(conversationId)
  const enterAddsLine = usePreferences((preferences) => preferences.enterAddsLine)
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(conversationId)
  const editing = useChatState((state) =>
    state.editing?.conversationId === conversationId ? state.editing : undefined,
  )
  const text = editing ? editing.text : draft
  const signal = useMemo(
    () => createTypingSignal((id, isTyping) => client().setTyping(id, isTyping)),
    [client],
  )
  useOpening(field, composer.attach, takesFocus)
  useGrowing(field)
  useEffect(() => signal.stop, [signal])

  const type = (typed: string) => {
    if (editing) return actions.typeEdit(typed)
    drafts.write(conversationId, typed)
    signal.typed(conversationId, typed)
  }

  const submit = () => {
    const attempt = { text, conversationId, signedIn: !isOver(presence) }
    const states = editing ? [] : files.map(({ state }) => state)
    const obstacle = sendObstacle({ ...attempt, files: states })
    if (obstacle) {
      toast(obstacle, { id: 'composer-obstacle' })
      return
    }
    // The hint below says that the text is kept.
    if (isOffline(presence)) return
    signal.stop()
    if (editing) void actions.saveEdit()
    else actions.send(conversationId, text, pending.take(conversationId))
    field.current?.focus()
  }

  const does: Record<Exclude<ComposerAction, 'none'>, (box: HTMLTextAreaElement) => void> = {
    send: submit,
    newline: (box) => insert(box, '\n'),
    'edit-last': () => actions.editLast(conversationId),
    leave: editing ? actions.cancelEditing : onLeave,
  }

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const empty = text === '' && !editing
    const settings = { coarsePointer: hasTouchKeyboard(), enterAddsLine, empty }
    const { isComposing } = event.nativeEvent
    const { key, keyCode, shiftKey, altKey, metaKey, ctrlKey } = event
    const action = composerAction(
      { key, keyCode, isComposing, shiftKey, altKey, metaKey, ctrlKey },
      settings,
    )
    if (action === 'none') return
    event.preventDefault()
    does[action](event.currentTarget)
  }

  const addFiles = (added: readonly File[]) => {
    if (!takesFiles) return void toast('Notes have no files.', { id: 'composer-files' })
    const tooMany = pending.add(conversationId, added)
    if (tooMany) toast(tooMany, { id: 'composer-files' })
    field.current?.focus()
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) =>
    pasteInto(event, editing ? () => {} : addFiles)

  const leave = signal.stop
  const drop = fileDrop(takesFiles && !editing ? addFiles : undefined)
  return { field, text, editing, files, addFiles, type, submit, press, paste, drop, leave }
}

/** Files may be let go over the composer. */
function fileDrop(add: ((files: readonly File[]) => void) | undefined) {
  if (!add) return {}
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const files = [...event.dataTransfer.files]
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    },
  }
}

/** Plain, without the newline that copying adds; files, unless they picture the text. */
function pasteInto(
  event: ClipboardEvent<HTMLTextAreaElement>,
  add: (files: readonly File[]) => void,
): void {
  const text = event.clipboardData.getData('text/plain')
  const files = [...(event.clipboardData.files ?? [])]
  if (files.length > 0 && text === '') {
    event.preventDefault()
    add(files)
    return
  }
  if (!text.endsWith('\n')) return
  event.preventDefault()
  insert(event.currentTarget, text.replace(/\n+$/, ''))
}

// The one way that keeps the browser's undo.
function insert(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  document.execCommand('insertText', false, text)
}

function focusList(): void {
  const current = document.querySelector<HTMLElement>('[data-region="list"] [aria-current="page"]')
  current?.focus()
}

/** A conversation that opens takes the focus, where no keyboard slides over it. */
function useOpening(
  field: RefObject<HTMLTextAreaElement | null>,
  attach: (field: HTMLTextAreaElement | null) => void,
  takesFocus: boolean,
) {
  useEffect(() => {
    attach(field.current)
    const covered = document.querySelector('[role="dialog"]') !== null
    if (takesFocus && !hasTouchKeyboard() && !covered) field.current?.focus()
    return () => attach(null)
  }, [field, attach, takesFocus])
}

/** For browsers that do not size a field by its content. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>) {
  useLayoutEffect(() => {
    const box = field.current
    if (!box || CSS.supports('field-sizing', 'content')) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
  })
}

type Connection = Pick<ReturnType<typeof useChat>['presence'], 'getState'>

function isOffline(presence: Connection): boolean {
  return !navigator.onLine || presence.getState().connection === 'offline'
}

function isOver(presence: Connection): boolean {
  return presence.getState().connection === 'ended'
}
