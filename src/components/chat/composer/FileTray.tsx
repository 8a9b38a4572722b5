'use client'
import { FileText, RotateCw, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { useChat } from '../state/ChatProvider'
import type { PendingFile } from '../state/pendingFiles'
import { bytesInWords } from '../thread/bytesInWords'

/** The files that go with the message, above its text. */
export function FileTray({ files }: { files: readonly PendingFile[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Files" className="flex max-h-60 flex-wrap gap-2 overflow-y-auto pb-2">
      {files.map((file) => (
        <FileTile key={file.key} file={file} />
      ))}
    </ul>
  )
}

function FileTile({ file }: { file: PendingFile }) {
  const { pending } = useChat()
  const failed = file.state === 'failed'
  return (
    <li
      data-state={file.state}
      className={cn(
        'flex h-24 max-w-full items-center gap-2 rounded-xl border bg-surface p-2',
        failed ? 'border-danger-fg border-dashed' : 'border-border',
      )}
    >
      {file.preview && !failed ? (
        // biome-ignore lint/performance/noImgElement: it is on this device.
        <img src={file.preview} alt="" className="h-full w-20 rounded-md object-cover" />
      ) : (
        <FileText aria-hidden className="size-5 shrink-0 text-fg-muted" />
      )}
      <span className="flex w-32 min-w-0 flex-col text-xs">
        <bdi className="truncate text-sm">{file.name}</bdi>
        <TileState file={file} />
      </span>
      <span className="flex flex-col self-start">
        <IconButton
          label={`Remove ${file.name}`}
          icon={<X aria-hidden />}
          onClick={() => pending.remove(file.key)}
        />
        {failed && file.canRetry && (
          <IconButton
            label={`Retry ${file.name}`}
            icon={<RotateCw aria-hidden />}
            onClick={() => pending.retry(file.key)}
          />
        )}
      </span>
    </li>
  )
}

function TileState({ file }: { file: PendingFile }) {
  if (file.state === 'failed')
    return (
      <span role="alert" className="text-danger-fg">
        {file.reason}
      </span>
    )
  return (
    <>
      <span className="nums text-fg-muted">{bytesInWords(file.size)}</span>
      {file.state === 'uploading' && (
        <progress
          aria-label={`Sending ${file.name}`}
          value={file.share}
          max={1}
          className="h-1 w-full accent-accent"
        />
      )}
    </>
  )
}
