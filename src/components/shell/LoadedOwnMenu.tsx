'use client'
import { LogOut, Settings } from 'lucide-react'
import Link from 'next/link'
import { leave } from '@/components/account/leave'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/Menu'
import { type Presence, PresenceDot } from '@/components/ui/PresenceDot'
import type { Account } from '@/lib/protocol'
import type { LoadedMenuProps } from './LazyMenu'
import type { ChosenStatus } from './shellProps'

export interface OwnMenuProps {
  user: Account
  presence: Presence | undefined
  onStatusChange: ((status: ChosenStatus) => void) | undefined
}

export function LoadedOwnMenu(props: LoadedMenuProps & OwnMenuProps) {
  const { label, className, face, user, presence, onStatusChange } = props
  return (
    <Menu defaultOpen>
      <MenuTrigger aria-label={label} className={className}>
        {face}
      </MenuTrigger>
      <MenuContent inline side="right" align="end" className="w-60">
        <div className="px-2 pt-1 pb-1.5">
          <p className="truncate font-semibold" title={user.name}>
            <bdi>{user.name}</bdi>
          </p>
          <p className="truncate text-fg-subtle text-xs">{user.email}</p>
        </div>
        {onStatusChange && <StatusChoice presence={presence} onChange={onStatusChange} />}
        <MenuSeparator />
        <MenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden />
            Settings
          </Link>
        </MenuItem>
        <MenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          Log out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

interface StatusChoiceProps {
  presence: Presence | undefined
  onChange(status: ChosenStatus): void
}

function StatusChoice({ presence, onChange }: StatusChoiceProps) {
  const choose = (value: string) => {
    const chosen = choices.find(({ status }) => status === value)
    if (chosen) onChange(chosen.status)
  }
  return (
    <>
      <MenuSeparator />
      <MenuRadioGroup
        {...(presence && { value: presence })}
        onValueChange={choose}
        aria-label="Status"
      >
        {choices.map(({ status, label }) => (
          <MenuRadioItem key={status} value={status}>
            <span className="flex w-4 justify-center">
              <PresenceDot presence={status} ringClassName="ring-transparent" />
            </span>
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  )
}

const choices: { status: ChosenStatus; label: string }[] = [
  { status: 'online', label: 'Online' },
  { status: 'away', label: 'Away' },
  { status: 'busy', label: 'Busy' },
]
