import { roomBeside, TOO_MANY_FILES } from '@/lib/composerFiles'
import type { PanelProps } from './panelProps'

/** Takes as many as a message may have, and says so where there are more. */
export function addFiles({ state, change, act }: PanelProps, files: readonly File[]): void {
  const room = roomBeside(state.files)
  act.files.add(files.slice(0, room))
  if (files.length > room) change({ type: 'notice', notice: TOO_MANY_FILES })
}

/** Files may be let go anywhere over the panel; elsewhere a browser would open them in its place. */
export function fileDrop(panel: PanelProps) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      addFiles(panel, files)
    },
  }
}

/** Files are pasted, unless they picture the text that comes with them. */
export function filePaste(panel: PanelProps) {
  return (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 || event.clipboardData?.getData('text/plain')) return
    event.preventDefault()
    addFiles(panel, files)
  }
}
