'use client'
import { Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { iconButtonClass } from '@/components/ui/IconButton'
import {
  Menu,
  MenuContent,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from '@/components/ui/Menu'
import { Tooltip } from '@/components/ui/Tooltip'
import { chooseTheme, currentTheme, isTheme, type Theme } from '@/components/ui/theme'
import { themeChoices } from './themeChoices'

export function ThemeMenu() {
  const [theme, setTheme] = useState<Theme>('system')
  const choose = (value: string) => {
    if (!isTheme(value)) return
    chooseTheme(value)
    setTheme(value)
  }
  return (
    <Menu onOpenChange={(open) => open && setTheme(currentTheme())}>
      <Tooltip text="Theme" side="right">
        <MenuTrigger aria-label="Theme" className={iconButtonClass(40)}>
          <Moon aria-hidden className="dark:hidden" />
          <Sun aria-hidden className="hidden dark:block" />
        </MenuTrigger>
      </Tooltip>
      <MenuContent inline side="right" align="end">
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={choose}>
          {themeChoices.map(({ value, label, icon }) => (
            <MenuRadioItem key={value} value={value}>
              {icon}
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
