'use client'
import { useState } from 'react'
import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from '@/components/ui/Menu'
import { chooseTheme, currentTheme, isTheme, type Theme } from '@/components/ui/theme'
import type { LoadedMenuProps } from './LazyMenu'
import { themeChoices } from './themeChoices'

export function LoadedThemeMenu({ label, className, face }: LoadedMenuProps) {
  const [theme, setTheme] = useState<Theme>(currentTheme)
  const choose = (value: string) => {
    if (!isTheme(value)) return
    chooseTheme(value)
    setTheme(value)
  }
  return (
    <Menu defaultOpen onOpenChange={(open) => open && setTheme(currentTheme())}>
      <MenuTrigger aria-label={label} className={className}>
        {face}
      </MenuTrigger>
      <MenuContent inline side="right" align="end">
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={choose}>
          {themeChoices.map(({ value, label: name, icon }) => (
            <MenuRadioItem key={value} value={value}>
              {icon}
              {name}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
