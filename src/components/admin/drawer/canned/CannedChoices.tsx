import { Settings2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import type { CannedChoice } from './useCannedChoice'

/** Over the field: the caret stays in it, and says by `aria-activedescendant` which is chosen. */
export function CannedChoices({ id, choice }: { id: string; choice: CannedChoice }) {
  const { offered, isOpen, chosen, take, manage } = choice
  if (!isOpen) return null
  const option = (index: number, act: () => void) => ({
    id: `${id}-${index}`,
    chosen: index === chosen,
    onTake: act,
  })
  return (
    <div
      role="listbox"
      id={id}
      aria-label="Saved replies"
      className="absolute inset-x-4 bottom-full z-20 mb-1 max-h-72 animate-float overflow-y-auto overscroll-contain rounded-xl border border-border bg-raised p-1.5 shadow-3"
    >
      {offered.map((reply, index) => (
        <Option key={reply.id} {...option(index, () => take(reply))}>
          <span className="block font-medium font-mono text-xs">/{reply.shortcut}</span>
          <span className="line-clamp-2 text-fg-muted">{reply.text}</span>
        </Option>
      ))}
      <Option {...option(offered.length, manage)}>
        <span className="flex items-center gap-2 text-fg-muted [&_.lucide]:size-4">
          <Settings2 aria-hidden />
          Manage replies…
        </span>
      </Option>
    </div>
  )
}

interface OptionProps {
  id: string
  chosen: boolean
  onTake(): void
  children: ReactNode
}

function Option({ id, chosen, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which has the focus
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={cn(
        'cursor-pointer rounded-sm px-2 py-1.5 text-sm hover:bg-hover pointer-coarse:min-h-11',
        chosen && 'bg-selected',
      )}
    >
      {children}
    </div>
  )
}
