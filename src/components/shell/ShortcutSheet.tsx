'use client'
import { Dialog } from '@/components/ui/Dialog'
import { Kbd } from '@/components/ui/Kbd'
import { usePreferences } from '@/components/ui/preferences'
import type { Section } from './section'
import { type Shortcut, shortcutGroups } from './shortcuts'

interface ShortcutSheetProps {
  section: Section
  open: boolean
  onOpenChange(open: boolean): void
}

export function ShortcutSheet({ section, open, onOpenChange }: ShortcutSheetProps) {
  const enterAddsLine = usePreferences((preferences) => preferences.enterAddsLine)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They can be turned off in Settings."
    >
      {shortcutGroups(section, enterAddsLine).map(({ name, shortcuts }) => (
        <section key={name} aria-label={name}>
          <h3 className="mb-1 font-medium text-fg-subtle text-xs">{name}</h3>
          <dl>
            {shortcuts.map((shortcut) => (
              <Row key={shortcut.does} shortcut={shortcut} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}

function Row({ shortcut: { keys, does } }: { shortcut: Shortcut }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <dt className="text-sm">{does}</dt>
      <dd className="flex shrink-0 gap-1">
        {keys.map((combination) => (
          <Kbd key={combination.join('+')} keys={combination} />
        ))}
      </dd>
    </div>
  )
}
