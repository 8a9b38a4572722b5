'use client'
import { themeChoices } from '@/components/shell/themeChoices'
import { Announcer } from '@/components/ui/Announcer'
import { Segmented } from '@/components/ui/Segmented'
import { Toaster } from '@/components/ui/Toaster'
import { chooseTheme } from '@/components/ui/theme'
import { ConnectionStates } from './ConnectionStates'
import { ControlStates } from './ControlStates'
import { FieldStates } from './FieldStates'
import { FloatingStates } from './FloatingStates'
import { PeopleStates } from './PeopleStates'
import { SmallStates } from './SmallStates'

export function StatesPage() {
  return (
    <main className="mx-auto flex max-w-240 flex-col gap-8 p-6">
      <header className="flex items-center justify-between gap-4">
        <h1 className="font-semibold text-xl">Every component, every state</h1>
        <Segmented label="Theme" options={themeChoices} value={undefined} onChange={chooseTheme} />
      </header>
      <ControlStates />
      <FieldStates />
      <PeopleStates />
      <ConnectionStates />
      <SmallStates />
      <FloatingStates />
      <Toaster />
      <Announcer />
    </main>
  )
}
