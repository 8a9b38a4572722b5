import { useMemo, useState } from 'react'
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
      const value = to ? 'collapsed' : 'shown'
      document.cookie = `${peopleColumnCookie}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`
    }
    return { isCollapsed, collapse: () => change(true), show: () => change(false) }
  }, [isCollapsed])
}
