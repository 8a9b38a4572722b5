import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { usePreferences } from '@/components/ui/preferences'
import { toast } from '@/components/ui/toast'
import { useChat } from '../state/ChatProvider'
import { composerAction } from './composerKeys'
import { createTypingSignal } from './typingSignal'
import { sendObstacle } from './validateMessage'

/** What a conversation's composer does. Its text is the draft. Mount it anew for another one. */
export function useComposer(conversationId: string) {
  const { drafts, actions, client, composer, presence } = useChat()
  const enterAddsLine = usePreferences((preferences) => preferences.enterAddsLine)
  const field = useRef<HTMLTextAreaElement>(null)
  const signal = useMemo(
    () => createTypingSignal((id, isTyping) => client().setTyping(id, isTyping)),
    [client],
  )
  useOpening(field, composer.attach)
  useGrowing(field)
  useEffect(() => signal.stop, [signal])

  const type = (text: string) => {
    drafts.write(conversationId, text)
    signal.typed(conversationId, text)
  }

  const submit = () => {
    const text = drafts.textOf(conversationId)
    const obstacle = sendObstacle({ text, conversationId, signedIn: !isOver(presence) })
    if (obstacle) {
      toast(obstacle, { id: 'composer-obstacle' })
      return
    }
    // The hint below says that the text is kept.
    if (isOffline(presence)) return
    signal.stop()
    actions.send(conversationId, text)
    field.current?.focus()
  }

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const settings = { coarsePointer: isCoarse(), enterAddsLine }
    const { isComposing } = event.nativeEvent
    const { key, keyCode, shiftKey, altKey, metaKey, ctrlKey } = event
    const action = composerAction(
      { key, keyCode, isComposing, shiftKey, altKey, metaKey, ctrlKey },
      settings,
    )
    if (action === 'none') return
    event.preventDefault()
    if (action === 'send') submit()
    if (action === 'newline') insert(event.currentTarget, '\n')
    if (action === 'leave') focusList()
  }

  return { field, type, submit, press, paste, leave: signal.stop }
}

/** Plain, without the newline that copying adds; an image alone says why nothing happens. */
function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const text = event.clipboardData.getData('text/plain')
  const hasImage = [...event.clipboardData.items].some(({ type }) => type.startsWith('image/'))
  if (hasImage) toast('Images can’t be sent yet.', { id: 'composer-image' })
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
) {
  useEffect(() => {
    attach(field.current)
    const covered = document.querySelector('[role="dialog"]') !== null
    if (!isCoarse() && !covered) field.current?.focus()
    return () => attach(null)
  }, [field, attach])
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

function isCoarse(): boolean {
  return window.matchMedia('(pointer: coarse)').matches
}

type Connection = Pick<ReturnType<typeof useChat>['presence'], 'getState'>

function isOffline(presence: Connection): boolean {
  return !navigator.onLine || presence.getState().connection === 'offline'
}

function isOver(presence: Connection): boolean {
  return presence.getState().connection === 'ended'
}
