'use client'
import { Paperclip } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { IconButton } from '@/components/ui/IconButton'

/** Chooses files of this device. */
export function FileButton({ onChoose }: { onChoose(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null)
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onChoose([...(currentTarget.files ?? [])])
    // The same file may be chosen again.
    currentTarget.value = ''
  }
  return (
    <>
      <input ref={input} type="file" multiple hidden aria-label="Files to add" onChange={choose} />
      <IconButton
        label="Add files"
        icon={<Paperclip aria-hidden />}
        className="mb-0.5"
        onClick={() => input.current?.click()}
      />
    </>
  )
}
