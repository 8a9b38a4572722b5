/** @jsxImportSource preact */
import { useRef } from 'preact/hooks'
import { Icon } from './Icon'

/** Chooses files of this device. */
export function FileButton({ onChoose }: { onChoose(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])])
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class="tool"
        aria-label="Add files"
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
    </>
  )
}
