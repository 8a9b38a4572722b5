import { cn } from '@/components/ui/cn'
import type { CannedChoice } from './useCannedChoice'

/** Over the field: the caret stays in it, and says by `aria-activedescendant` which is chosen. */
export function CannedChoices({ id, choice }: { id: string; choice: CannedChoice }) {
  if (choice.offered.length === 0) return null
  return (
    <div
      role="listbox"
      id={id}
      aria-label="Saved replies"
      className="absolute inset-x-4 bottom-full z-20 mb-1 max-h-72 animate-float overflow-y-auto overscroll-contain rounded-xl border border-border bg-raised p-1.5 shadow-3"
    >
      {choice.offered.map((reply, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which has the focus
        <div
          key={reply.id}
          role="option"
          id={`${id}-${index}`}
          tabIndex={-1}
          aria-selected={index === choice.chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choice.take(reply)}
          className={cn(
            'cursor-pointer rounded-sm px-2 py-1.5 text-sm hover:bg-hover pointer-coarse:min-h-11',
            index === choice.chosen && 'bg-selected',
          )}
        >
          <span className="block font-medium font-mono text-xs">/{reply.shortcut}</span>
          <span className="line-clamp-2 text-fg-muted">{reply.text}</span>
        </div>
      ))}
    </div>
  )
}
