'use client'
import { useEffect, useState } from 'react'
import { themeChoices } from '@/components/shell/themeChoices'
import { Segmented } from '@/components/ui/Segmented'
import { chooseTheme, currentTheme, type Theme } from '@/components/ui/theme'
import { SettingsSection } from './SettingsSection'

export function AppearanceSettings() {
  const [theme, setTheme] = useState<Theme>()
  // The page's class says it, and only the browser can read that.
  useEffect(() => setTheme(currentTheme()), [])
  const choose = (value: Theme) => {
    chooseTheme(value)
    setTheme(value)
  }
  return (
    <SettingsSection title="Theme" description="System follows your device, also at night.">
      <div>
        <Segmented label="Theme" options={themeChoices} value={theme} onChange={choose} />
      </div>
    </SettingsSection>
  )
}
