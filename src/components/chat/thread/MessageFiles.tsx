'use client'
import { Download, FileText, RotateCw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { toast } from '@/components/ui/toast'
import type { Attachment } from '@/lib/attachments'
import { useChat } from '../state/ChatProvider'
import { bytesInWords } from './bytesInWords'
import { pictureBox } from './pictureBox'

/** The files of a message: pictures in their place from the first moment, others by name and size. */
export function MessageFiles({ files }: { files: readonly Attachment[] }) {
  return (
    <ul className="flex max-w-full flex-col gap-1 py-0.5">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          {file.width !== undefined && file.height !== undefined ? (
            <Picture file={file} box={pictureBox(file.width, file.height)} />
          ) : (
            <OtherFile file={file} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface PictureProps {
  file: Attachment
  box: { width: number; height: number }
}

function Picture({ file, box }: PictureProps) {
  const { url, failed, again } = useFileUrl(file.url)
  const size = { width: box.width, maxWidth: '100%', aspectRatio: `${box.width} / ${box.height}` }
  if (failed)
    return (
      <button type="button" onClick={again} style={size} className={frame}>
        <RotateCw aria-hidden className="size-5" />
        <span className="sr-only">Load {file.name} again</span>
      </button>
    )
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      aria-label={`${file.name}, picture, opens in a new tab`}
      style={size}
      className={frame}
    >
      {/* biome-ignore lint/performance/noImgElement: it is in memory, there is nothing to optimise. */}
      {url && <img src={url} alt="" className="size-full object-cover" />}
    </a>
  )
}

const frame =
  'flex items-center justify-center overflow-hidden rounded-xl border border-border bg-bubble-peer text-fg-muted'

function useFileUrl(path: string) {
  const { files } = useChat()
  const [url, setUrl] = useState<string>()
  const [failed, setFailed] = useState(false)
  const load = useCallback(() => {
    let isShown = true
    setFailed(false)
    files.urlOf(path).then(
      (read) => isShown && setUrl(read),
      () => isShown && setFailed(true),
    )
    return () => {
      isShown = false
    }
  }, [files, path])
  useEffect(load, [load])
  return { url, failed, again: () => void load() }
}

function OtherFile({ file }: { file: Attachment }) {
  const { files } = useChat()
  const save = () =>
    files
      .urlOf(file.url)
      .then((url) => Object.assign(document.createElement('a'), { href: url, download: file.name }))
      .then((link) => link.click())
      .catch((error: Error) =>
        toast.error('Failed to load file', { id: file.id, description: error.message }),
      )
  return (
    <button
      type="button"
      onClick={() => void save()}
      aria-label={`Save ${file.name}, ${bytesInWords(file.size)}`}
      className="flex min-h-14 max-w-full items-center gap-2.5 rounded-xl border border-border bg-surface px-3 py-2 text-start text-fg hover:bg-hover"
    >
      <FileText aria-hidden className="size-5 shrink-0 text-fg-muted" />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate text-base">{file.name}</bdi>
        <span className="nums text-fg-muted text-xs">{bytesInWords(file.size)}</span>
      </span>
      <Download aria-hidden className="ms-2 size-4 shrink-0 text-fg-muted" />
    </button>
  )
}
