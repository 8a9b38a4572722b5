/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { bytesInWords } from '@/components/chat/thread/bytesInWords'
import type { ComposerFile } from '@/lib/composerFiles'
import { focusOnField } from './focusOnField'
import { Icon } from './Icon'
import type { PanelProps } from './panelProps'

/** The files that go with the message, above its text. */
export function FileTray({ state: { files }, act }: Pick<PanelProps, 'state' | 'act'>) {
  const list = useNewestInSight(files.length)
  if (files.length === 0) return null
  return (
    <ul class="tray" aria-label="Files" ref={list}>
      {files.map((file) => (
        <li key={file.key} data-state={file.state}>
          {file.preview && file.state !== 'failed' ? (
            // biome-ignore lint/performance/noImgElement: there is no Next here.
            <img src={file.preview} alt="" />
          ) : (
            <Icon name="file" />
          )}
          <span class="file-words">
            <bdi>{file.name}</bdi>
            <Way file={file} />
          </span>
          {file.state === 'failed' && file.canRetry && (
            <button
              type="button"
              class="tool"
              aria-label={`Retry ${file.name}`}
              onClick={() => act.files.retry(file.key)}
            >
              <Icon name="again" />
            </button>
          )}
          <button
            type="button"
            class="tool"
            aria-label={`Remove ${file.name}`}
            onClick={() => {
              act.files.remove(file.key)
              focusOnField()
            }}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** What was just added may have failed: that is not to be missed. */
function useNewestInSight(count: number) {
  const list = useRef<HTMLUListElement>(null)
  const before = useRef(0)
  useLayoutEffect(() => {
    if (list.current && count > before.current) list.current.scrollTop = list.current.scrollHeight
    before.current = count
  }, [count])
  return list
}

function Way({ file }: { file: ComposerFile }) {
  if (file.state === 'failed') return <small role="alert">{file.reason}</small>
  if (file.state === 'ready') return <small>{bytesInWords(file.size)}</small>
  return <progress aria-label={`Sending ${file.name}`} value={file.share} max={1} />
}
