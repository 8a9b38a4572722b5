'use client'
import { LogOut, Settings } from 'lucide-react'
import { useState } from 'react'
import { announce } from '@/components/ui/Announcer'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/Menu'
import { Sheet, SheetClose } from '@/components/ui/Sheet'
import { toast } from '@/components/ui/Toaster'
import { Shown } from './Shown'

export function FloatingStates() {
  return (
    <>
      <Shown id="menu" title="Menu">
        <Menu>
          <MenuTrigger asChild>
            <Button>Open menu</Button>
          </MenuTrigger>
          <MenuContent>
            <MenuItem>
              <Settings aria-hidden />
              Settings
            </MenuItem>
            <MenuCheckboxItem checked>Sounds</MenuCheckboxItem>
            <MenuItem disabled>Not now</MenuItem>
            <MenuSeparator />
            <MenuItem tone="danger">
              <LogOut aria-hidden />
              Log out
            </MenuItem>
          </MenuContent>
        </Menu>
      </Shown>
      <Shown id="dialog" title="Dialog and sheet">
        <Dialogs />
      </Shown>
      <Shown id="toast" title="Toast">
        <Toasts />
      </Shown>
    </>
  )
}

function Dialogs() {
  const [open, setOpen] = useState<'confirm' | 'danger' | 'must' | 'sheet'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Button onClick={() => setOpen('confirm')}>Confirm</Button>
      <Button onClick={() => setOpen('danger')}>Destructive, busy, failed</Button>
      <Button onClick={() => setOpen('must')}>Session ended</Button>
      <Button onClick={() => setOpen('sheet')}>Sheet</Button>
      <Dialog
        open={open === 'confirm'}
        onOpenChange={close}
        title="Log out everywhere else?"
        description="Your other browsers have to log in again."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Log out everywhere else
            </Button>
          </>
        }
      />
      <Dialog
        open={open === 'danger'}
        onOpenChange={close}
        title="Delete this message?"
        description="Everybody in the conversation sees that it was deleted."
        footer={
          <Button variant="danger" busy>
            Delete
          </Button>
        }
      >
        <p role="alert" className="text-danger-fg text-sm">
          The server cannot be reached.
        </p>
      </Dialog>
      <Dialog
        open={open === 'must'}
        onOpenChange={close}
        dismissable={false}
        title="Your session has ended"
        description="Log in again to continue. Your draft is saved."
        footer={
          <Button variant="primary" onClick={close}>
            Log in
          </Button>
        }
      />
      <Sheet open={open === 'sheet'} onOpenChange={close} title="Online Users">
        <div className="flex items-center justify-between p-4">
          <h2 className="font-semibold text-md">Online Users</h2>
          <SheetClose asChild>
            <Button>Close</Button>
          </SheetClose>
        </div>
      </Sheet>
    </>
  )
}

function Toasts() {
  const fail = () =>
    toast.error('Failed to send message', {
      description: 'The server cannot be reached.',
      action: { label: 'Retry', onClick: () => announce('Retried') },
    })
  return (
    <>
      <Button onClick={() => toast('A message has at most 10 files.')}>Info</Button>
      <Button onClick={() => toast.success('Password changed')}>Success</Button>
      <Button onClick={fail}>Error with action</Button>
    </>
  )
}
