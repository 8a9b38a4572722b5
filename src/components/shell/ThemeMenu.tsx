'use client'
import { Moon, Sun } from 'lucide-react'
import { iconButtonClass } from '@/components/ui/IconButton'
import { Tooltip } from '@/components/ui/Tooltip'
import { LazyMenu } from './LazyMenu'

export function ThemeMenu() {
  return (
    <Tooltip text="Theme" side="right">
      <LazyMenu
        label="Theme"
        className={iconButtonClass(40)}
        face={
          <>
            <Moon aria-hidden className="dark:hidden" />
            <Sun aria-hidden className="hidden dark:block" />
          </>
        }
        load={load}
        more={nothing}
      />
    </Tooltip>
  )
}

const load = async () => (await import('./LoadedThemeMenu')).LoadedThemeMenu
const nothing = {}
