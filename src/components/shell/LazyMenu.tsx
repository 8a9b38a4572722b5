'use client'
import { type ComponentType, type ReactNode, useState } from 'react'
import { toast } from '@/components/ui/Toaster'

/** What the code of a menu gets: the looks of its button, and that it was just asked for. */
export interface LoadedMenuProps {
  label: string
  className: string
  face: ReactNode
  tabIndex?: number | undefined
}

interface LazyMenuProps<More> extends LoadedMenuProps {
  load(): Promise<ComponentType<LoadedMenuProps & More>>
  more: More
}

/** The button of a menu whose code comes when somebody reaches for it: it weighs 30 kB. */
export function LazyMenu<More>({ load, more, ...button }: LazyMenuProps<More>) {
  const [Loaded, setLoaded] = useState<ComponentType<LoadedMenuProps & More>>()
  if (Loaded) return <Loaded {...button} {...more} />
  const open = () =>
    load().then(
      (menu) => setLoaded(() => menu),
      () => toast.error('Couldn’t open the menu', { description: 'The server cannot be reached.' }),
    )
  const fetchEarly = () => void load().catch(() => undefined)
  return (
    <button
      type="button"
      aria-label={button.label}
      aria-haspopup="menu"
      aria-expanded={false}
      className={button.className}
      tabIndex={button.tabIndex}
      onPointerEnter={fetchEarly}
      onFocus={fetchEarly}
      onClick={() => void open()}
    >
      {button.face}
    </button>
  )
}
