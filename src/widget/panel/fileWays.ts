import { chosenFile } from '@/lib/composerFiles'
import type { ToLoader, ToPanel } from '../channel'
import type { FileEvent } from './panelFiles'

/** Files between this device, the page around the frame, and what is drawn. */
export interface FileWays {
  add(files: readonly File[]): void
  remove(key: string): void
  retry(key: string): void
  /** The content of a message's file, as an address of this frame; rejects where it cannot be read. */
  read(url: string): Promise<string>
  hear(message: Extract<ToPanel, { type: 'file' }>): void
  /** Nothing of what was chosen or read is kept. */
  forget(): void
}

interface Reading {
  address: Promise<string>
  settle(file: Blob | undefined): void
}

export function fileWays(
  tell: (message: ToLoader) => void,
  change: (event: FileEvent) => void,
): FileWays {
  const held = new Map<string, { file: File; preview: string | undefined }>()
  const readings = new Map<string, Reading>()
  const upload = (key: string) => {
    const file = held.get(key)?.file
    if (file) tell({ type: 'upload', key, file })
  }
  const hold = (file: File) => {
    const chosen = chosenFile(file)
    held.set(chosen.key, { file, preview: chosen.preview })
    return chosen
  }
  return {
    add: (files) => {
      const added = files.map(hold)
      change({ type: 'added', files: added })
      for (const { key, state } of added) if (state === 'uploading') upload(key)
    },
    remove: (key) => {
      release(held.get(key)?.preview)
      held.delete(key)
      tell({ type: 'stop-upload', key })
      change({ type: 'removed', key })
    },
    retry: (key) => {
      change({ type: 'upload-again', key })
      upload(key)
    },
    read: (url) => {
      const reading = readings.get(url) ?? newReading()
      if (!readings.has(url)) tell({ type: 'file', url })
      readings.set(url, reading)
      reading.address.catch(() => readings.delete(url))
      return reading.address
    },
    hear: ({ url, file }) => readings.get(url)?.settle(file),
    forget: () => {
      for (const { preview } of held.values()) release(preview)
      for (const { address } of readings.values()) address.then(release, () => {})
      held.clear()
      readings.clear()
    },
  }
}

function newReading(): Reading {
  let settle: Reading['settle'] = () => {}
  const address = new Promise<string>((resolve, reject) => {
    settle = (file) => (file ? resolve(URL.createObjectURL(file)) : reject(new Error('unread')))
  })
  return { address, settle }
}

function release(address: string | undefined): void {
  if (address) URL.revokeObjectURL(address)
}
