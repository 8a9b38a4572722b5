/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { bytesInWords } from '@/components/chat/thread/bytesInWords'
import { pictureBox } from '@/components/chat/thread/pictureBox'
import type { Attachment } from '@/lib/attachments'
import { Icon } from './Icon'
import type { PanelActs } from './panelProps'

interface MessageFilesProps {
  files: readonly Attachment[]
  act: Pick<PanelActs, 'files'>
}

/** The files of a message: pictures in their place from the first moment, others by name and size. */
export function MessageFiles({ files, act }: MessageFilesProps) {
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          {file.width && file.height ? (
            <Picture file={file} box={pictureBox(file.width, file.height)} act={act} />
          ) : (
            <OtherFile file={file} act={act} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface FileProps extends Pick<MessageFilesProps, 'act'> {
  file: Attachment
}

function Picture({ file, box, act }: FileProps & { box: { width: number; height: number } }) {
  const [address, setAddress] = useState<string>()
  const [tries, setTries] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every try reads it anew
  useEffect(() => {
    setFailed(false)
    act.files.read(file.url).then(setAddress, () => setFailed(true))
  }, [act, file.url, tries])
  const place = { width: `${box.width}px`, aspectRatio: `${box.width} / ${box.height}` }
  if (hasFailed)
    return (
      <button type="button" class="picture" style={place} onClick={() => setTries(tries + 1)}>
        <Icon name="again" />
        <span class="sr">Load {file.name} again</span>
      </button>
    )
  return (
    <a
      class="picture"
      style={place}
      href={address}
      target="_blank"
      rel="noopener"
      aria-label={`${file.name}, picture, opens in a new tab`}
    >
      {/* biome-ignore lint/performance/noImgElement: there is no Next here. */}
      {address && <img src={address} alt="" />}
    </a>
  )
}

function OtherFile({ file, act }: FileProps) {
  const [hasFailed, setFailed] = useState(false)
  const save = () =>
    act.files.read(file.url).then(
      (href) => {
        setFailed(false)
        Object.assign(document.createElement('a'), { href, download: file.name }).click()
      },
      () => setFailed(true),
    )
  return (
    <button
      type="button"
      class="file"
      aria-label={`Save ${file.name}, ${bytesInWords(file.size)}`}
      onClick={() => void save()}
    >
      <Icon name="file" />
      <span class="file-words">
        <bdi>{file.name}</bdi>
        <small role={hasFailed ? 'alert' : undefined}>
          {hasFailed ? 'This could not be loaded. Try again.' : bytesInWords(file.size)}
        </small>
      </span>
      <Icon name="save" />
    </button>
  )
}
