import { useEffect } from 'react'
import { focusRegion } from '@/components/ui/focusRegion'
import { usePreferences } from '@/components/ui/preferences'
import { type AdminKey, adminKey } from './adminKeys'
import { usePause } from './state/usePause'

/** The keys that work anywhere on the page. */
export function useAdminKeys(): void {
  const { toggle } = usePause()
  const enabled = usePreferences(({ shortcuts }) => shortcuts)
  useEffect(() => {
    if (!enabled) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const key = adminKey(event, isTaken(event.target))
      if (!key) return
      event.preventDefault()
      act(key, toggle)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [toggle, enabled])
}

const regions = ['numbers', 'filters', 'table', 'visitor'] as const

function act(key: AdminKey, togglePause: () => void): void {
  if (key.does === 'pause') togglePause()
  else focusRegion(regions, key.direction)
}

/** Letters are for fields, and for what lies over the page. */
function isTaken(target: EventTarget | null): boolean {
  const fields = 'textarea, select, input:not([type="radio"]), [role="dialog"], [role="menu"]'
  return target instanceof Element && target.closest(fields) !== null
}
