/** @jsxImportSource preact */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { composerAction } from '@/components/chat/composer/composerKeys'
import { COUNT_FROM, TEXT_LIMIT } from '@/components/chat/composer/validateMessage'
import { hasTouchKeyboard } from '@/components/ui/hasTouchKeyboard'
import { readyFiles } from '@/lib/composerFiles'
import { addFiles, filePaste } from './addFiles'
import { FileButton } from './FileButton'
import { FileTray } from './FileTray'
import { Icon } from './Icon'
import type { PanelProps } from './panelProps'
import { obstacleOf } from './panelState'

export function Composer(panel: PanelProps) {
  const { state, change, act } = panel
  const { draft, connection, notice, files } = state
  const field = useRef<HTMLTextAreaElement>(null)
  const isOffline = connection === 'offline' || connection === 'ended'
  const tooLong = draft.trim().length > TEXT_LIMIT
  const send = () => {
    if (draft !== '' || !hasTouchKeyboard()) field.current?.focus()
    const isEmpty = draft.trim() === '' && files.length === 0
    if (isEmpty || tooLong || isOffline) return
    const obstacle = obstacleOf(state)
    if (obstacle) return change({ type: 'notice', notice: obstacle })
    act.send(draft.trim(), readyFiles(files))
  }
  const press = (event: KeyboardEvent) => {
    const action = composerAction(event, {
      coarsePointer: hasTouchKeyboard(),
      enterAddsLine: false,
      empty: draft === '',
    })
    if (action !== 'send') return
    event.preventDefault()
    send()
  }
  useGrow(field, draft)
  useNoticeEnd(notice, () => change({ type: 'notice-over' }))
  return (
    <form
      class="composer"
      aria-label="Your message"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p role="alert" class="notice">
        {notice}
      </p>
      <FileTray state={state} act={act} />
      <div class="field">
        <label class="sr" for="composer">
          Your message
        </label>
        <textarea
          id="composer"
          ref={field}
          rows={1}
          dir="auto"
          enterkeyhint="send"
          placeholder="Write a message…"
          value={draft}
          aria-describedby="limit"
          aria-invalid={tooLong}
          onInput={({ currentTarget: { value } }) => {
            change({ type: 'typed', text: value })
            act.typed(value)
          }}
          onBlur={act.rest}
          onKeyDown={press}
          onPaste={filePaste(panel)}
        />
        <FileButton
          onChoose={(added) => {
            addFiles(panel, added)
            if (!hasTouchKeyboard()) field.current?.focus()
          }}
        />
        <button type="submit" class="send" aria-label="Send" disabled={isOffline}>
          <Icon name="send" />
        </button>
      </div>
      <p id="limit" class="limit" data-over={tooLong || undefined}>
        {draft.length >= COUNT_FROM && `${draft.trim().length} of ${TEXT_LIMIT} characters`}
      </p>
    </form>
  )
}

/** As high as its text, where the browser does not do it by itself. */
function useGrow(field: { current: HTMLTextAreaElement | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what it grows with
  useLayoutEffect(() => {
    const box = field.current
    if (!box || CSS.supports('field-sizing', 'content')) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
  }, [field, text])
}

const noticeMs = 10_000

function useNoticeEnd(notice: string | undefined, end: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from the notice alone
  useEffect(() => {
    if (notice === undefined) return
    const timer = setTimeout(end, noticeMs)
    return () => clearTimeout(timer)
  }, [notice])
}
