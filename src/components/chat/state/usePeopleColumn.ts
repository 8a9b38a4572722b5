import { useMemo, useState } from 'react'
import { keepCookie } from '@/components/ui/keptCookie'
import { peopleColumnCookie } from './peopleColumnCookie'

export interface PeopleColumn {
  isCollapsed: boolean
  collapse(): void
  show(): void
}

/** The Online Users column of wide windows, remembered on this device. */
export function usePeopleColumn(wasCollapsed: boolean): PeopleColumn {
  const [isCollapsed, setCollapsed] = useState(wasCollapsed)
  return useMemo(() => {
    const change = (to: boolean) => {
      setCollapsed(to)
      keepCookie(peopleColumnCookie, to ? 'collapsed' : 'shown')
    }
    return { isCollapsed, collapse: () => change(true), show: () => change(false) }
  }, [isCollapsed])
}
