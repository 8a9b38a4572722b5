import { useDeferredValue, useMemo } from 'react'
import { useNow } from '@/components/ui/ticker'
import type { ChatSettings } from '@/lib/adminChatProtocol'
import { replyLine } from '@/lib/availability'
import { Panel } from '../parts/Panel'
import { previewLines } from './previewLines'
import { replyTimeOf } from './replyTimes'

/** The line at the head of the widget, over a week. */
export function VisitorPreview({ settings }: { settings: ChatSettings }) {
  const now = useNow()
  const shown = useDeferredValue(settings)
  const lines = useMemo(() => (now === undefined ? [] : previewLines(shown, now)), [shown, now])
  const replyTime = replyTimeOf(settings.replyMinutes)
  return (
    <Panel title="What visitors read">
      <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        <Line
          when="While one of you is online"
          line={replyLine({ online: true, replyTime }, READ_NOW)}
        />
        {lines.map(({ when, line }) => (
          <Line key={line} when={when === 'Now' ? 'Now, with nobody online' : when} line={line} />
        ))}
      </dl>
      <p className="text-fg-subtle text-xs">
        In {settings.timeZone}. Visitors elsewhere read the same moments in their own time.
      </p>
    </Panel>
  )
}

/** Whoever is online is so at any time. */
const READ_NOW = { nowMs: 0 }

function Line({ when, line }: { when: string; line: string }) {
  return (
    <>
      <dt className="nums text-fg-muted">{when}</dt>
      <dd className="font-medium max-sm:mb-2">{line}</dd>
    </>
  )
}
