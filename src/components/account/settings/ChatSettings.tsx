'use client'
import { Kbd } from '@/components/ui/Kbd'
import { setPreference, usePreferences } from '@/components/ui/preferences'
import { Switch } from '@/components/ui/Switch'
import { SettingsSection } from './SettingsSection'

export function ChatSettings() {
  const { enterAddsLine, sounds, visitorSounds, hideMessageText, shortcuts } = usePreferences()
  return (
    <SettingsSection title="Chat" description="Kept on this device.">
      <div className="-my-2 flex flex-col">
        <Switch
          label="Enter adds a line"
          hint={
            <>
              <Kbd keys={['mod', 'enter']} /> and the button always send.
            </>
          }
          checked={enterAddsLine}
          onChange={(on) => setPreference('enterAddsLine', on)}
        />
        <Switch
          label="Sounds"
          hint="A soft tone for messages you are not looking at."
          checked={sounds}
          onChange={(on) => setPreference('sounds', on)}
        />
        <Switch
          label="Sounds for visitors"
          hint="The same on the page of online users, when a visitor waits or writes."
          checked={visitorSounds}
          onChange={(on) => setPreference('visitorSounds', on)}
        />
        <Switch
          label="Hide message text in notifications"
          hint="They say who wrote, not what. The bell in a conversation turns them on."
          checked={hideMessageText}
          onChange={(on) => setPreference('hideMessageText', on)}
        />
        <Switch
          label="Keyboard shortcuts"
          hint={
            <>
              <Kbd keys={['mod', '/']} /> shows them all.
            </>
          }
          checked={shortcuts}
          onChange={(on) => setPreference('shortcuts', on)}
        />
      </div>
    </SettingsSection>
  )
}
