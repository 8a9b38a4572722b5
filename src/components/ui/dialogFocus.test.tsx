// @vitest-environment happy-dom
import { act, useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Dialog } from './Dialog'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './Menu'
import { testRoot } from './testing/testRoot'

const root = testRoot()

test('a dialog from a menu gives the focus back to the menu’s button', async () => {
  await root.render(<MenuWithDialog />)
  const trigger = document.querySelector<HTMLElement>('[aria-haspopup="menu"]')
  await press('[role="menuitem"]')
  await vi.waitFor(() => expect(document.querySelector('[role="dialog"]')).not.toBeNull())
  expect(document.activeElement).not.toBe(trigger)
  await press('[aria-label="Close"]')
  await vi.waitFor(() => expect(document.querySelector('[role="dialog"]')).toBeNull())
  await vi.waitFor(() => expect(document.activeElement).toBe(trigger))
})

function MenuWithDialog() {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Menu defaultOpen>
        <MenuTrigger>Actions</MenuTrigger>
        <MenuContent inline>
          <MenuItem onSelect={() => setAsking(true)}>Block…</MenuItem>
        </MenuContent>
      </Menu>
      {isAsking && (
        <Dialog open onOpenChange={setAsking} title="Block?">
          <input />
        </Dialog>
      )}
    </>
  )
}

/** Focused first, as a pointer does. */
async function press(selector: string): Promise<void> {
  await act(async () => {
    const element = document.querySelector<HTMLElement>(selector)
    element?.focus()
    element?.click()
  })
}
