/** @jsxImportSource preact */
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import type { Attachment } from '@/lib/attachments'
import { systemClock } from '@/lib/client/clock'
import { randomId } from '@/lib/client/randomId'
import type { ToPanel } from '../channel'
import { fileDrop } from './addFiles'
import { Composer } from './Composer'
import { ConnectionStrip } from './ConnectionStrip'
import { fileWays } from './fileWays'
import { Header } from './Header'
import { openPanelPort } from './panelPort'
import type { PanelActs, PanelProps } from './panelProps'
import { firstState, type PanelEvent, reduce } from './panelState'
import { createPreviewSignal } from './previewSignal'
import { readySound } from './sound'
import { Thread } from './Thread'
import { wear } from './wear'

/** The conversation in its frame on the website's page. */
export function Panel() {
  const { state, change, act } = usePanel()
  const { look } = state
  useEffect(() => {
    if (look) wear(look)
  }, [look])
  useEscape(act.close)
  useEffect(readySound, [])
  if (!look) return null
  return (
    <div class="panel" {...fileDrop({ state, change, act })}>
      <Header look={look} state={state} onClose={act.close} />
      <main class="body">
        <Thread state={state} change={change} act={act} />
        <ConnectionStrip connection={state.connection} />
      </main>
      <Composer state={state} change={change} act={act} />
      <footer class="powered">Powered by Parley</footer>
    </div>
  )
}

function useEscape(close: () => void): void {
  useEffect(() => {
    const press = ({ key, isComposing }: KeyboardEvent) => {
      if (key === 'Escape' && !isComposing) close()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [close])
}

function usePanel(): PanelProps {
  const [state, change] = useReducer(reduce, firstState)
  const hear = useRef<(message: ToPanel) => void>(() => {})
  hear.current = (message) => {
    if (message.type === 'file') return act.files.hear(message)
    if (message.type === 'begin' && !message.isSame) act.files.forget()
    change(message)
    if (message.type === 'shown' && message.focus) focusOn(message.focus)
    if (message.type === 'prefill') focusOn('composer')
  }
  const act = useMemo(() => actsOf((message) => hear.current(message), change), [])
  return { state, change, act }
}

function actsOf(hear: (message: ToPanel) => void, change: (event: PanelEvent) => void): PanelActs {
  const { tell } = openPanelPort(hear)
  const signal = createPreviewSignal((said) => tell({ type: 'typing', ...said }), systemClock)
  return {
    close: () => tell({ type: 'close' }),
    send: (text, attachments) => {
      const clientMessageId = randomId()
      signal.stop()
      change({ type: 'sent', clientMessageId, text, atMs: Date.now() })
      tell({ type: 'send', clientMessageId, text, ...named(attachments) })
    },
    retry: (clientMessageId, text, attachments) => {
      change({ type: 'retried', clientMessageId })
      tell({ type: 'send', clientMessageId, text, ...named(attachments) })
    },
    older: () => tell({ type: 'older' }),
    keepEmail: (address) => {
      change({ type: 'gave-email', address })
      tell({ type: 'email', email: address })
    },
    typed: signal.typed,
    rest: signal.stop,
    seen: (mark) => tell({ type: 'seen', ...mark }),
    files: fileWays(tell, change),
  }
}

function named(attachments: readonly Attachment[] = []) {
  return attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }
}

/** On a phone the heading: the keyboard would cover half of what there is to read. */
function focusOn(place: 'composer' | 'heading'): void {
  requestAnimationFrame(() => document.getElementById(place)?.focus())
}
