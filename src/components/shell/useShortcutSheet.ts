import { useEffect, useState } from 'react'
import { usePreferences } from '@/components/ui/preferences'

/** ⌘/Ctrl / shows and hides the sheet, unless shortcuts are off. `wasOpened`: it is, or was before. */
export function useShortcutSheet() {
  const [open, setOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  if (open && !wasOpened) setWasOpened(true)
  const enabled = usePreferences(({ shortcuts }) => shortcuts)
  useEffect(() => {
    if (!enabled) return
    const toggle = (event: KeyboardEvent) => {
      if (event.key !== '/' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen((shown) => !shown)
    }
    document.addEventListener('keydown', toggle)
    return () => document.removeEventListener('keydown', toggle)
  }, [enabled])
  return { open, wasOpened, setOpen, show: () => setOpen(true) }
}
