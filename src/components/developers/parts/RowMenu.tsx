'use client'
import { Ellipsis } from 'lucide-react'
import { iconButtonClass } from '@/components/ui/IconButton'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/Menu'

interface RowMenuProps {
  /** Whose: `Back end, actions`. */
  label: string
  items: readonly { name: string; onSelect(): void; danger?: boolean }[]
}

export function RowMenu({ label, items }: RowMenuProps) {
  return (
    <Menu>
      <MenuTrigger aria-label={label} className={iconButtonClass(32)}>
        <Ellipsis aria-hidden />
      </MenuTrigger>
      <MenuContent inMain align="end">
        {items.map(({ name, onSelect, danger }) => (
          <MenuItem key={name} onSelect={onSelect} {...(danger && { tone: 'danger' })}>
            {name}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
