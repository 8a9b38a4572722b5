'use client'
import { useState } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type { TeamMember } from '@/lib/developersProtocol'
import type { Role } from '@/lib/protocol'
import { RowMenu } from '../parts/RowMenu'
import { ActionCell, Cell, Row } from '../parts/Table'
import { Tag } from '../parts/Tag'
import { useDevelopers } from '../state/DevelopersProvider'
import { givenBy, roleChoices } from './roleWords'

interface MemberRowProps {
  member: TeamMember
  onChanged(): Promise<void>
  onRemove(): void
}

export function MemberRow({ member, onChanged, onRemove }: MemberRowProps) {
  const { me, role: own, api } = useDevelopers()
  const [busy, setBusy] = useState(false)
  const { userId, name, email, avatar, role, lastSeenAt, joinedAt } = member
  const may = userId !== me.id && (own === 'owner' || role !== 'owner')
  const choose = async (chosen: Role) => {
    setBusy(true)
    try {
      await api.setRole(userId, chosen)
      toast.success(`${name} is ${chosen === 'member' ? 'a' : 'an'} ${chosen} now`)
    } catch (error) {
      toast.error('Couldn’t change the role', { description: (error as Error).message })
    }
    await onChanged()
    setBusy(false)
  }
  return (
    <Row>
      <Cell>
        <span className="flex items-center gap-3 max-md:pe-10">
          <Avatar userId={userId} name={name} src={avatar} size={32} />
          <span className="min-w-0">
            <span className="block font-medium">
              <bdi>{name}</bdi> {userId === me.id && <Tag>you</Tag>}
            </span>
            <span className="block text-fg-subtle text-xs">{email}</span>
          </span>
        </span>
      </Cell>
      <Cell name="Role">{labelOf(role)}</Cell>
      <Cell name="Last seen">
        <span className="text-fg-muted">
          {lastSeenAt ? <Time at={lastSeenAt} format="ago" /> : 'Never'}
        </span>
      </Cell>
      <Cell name="Joined">
        <Time at={joinedAt} format="ago" className="text-fg-muted" />
      </Cell>
      <ActionCell>
        {may && !busy && (
          <RowMenu
            label={`${name}, actions`}
            items={[
              ...givenBy(own)
                .filter(({ value }) => value !== role)
                .map(({ value, label }) => ({
                  name: `Make ${label.toLowerCase()}`,
                  onSelect: () => void choose(value),
                })),
              { name: 'Remove from team…', danger: true, onSelect: onRemove },
            ]}
          />
        )}
      </ActionCell>
    </Row>
  )
}

function labelOf(role: Role): string {
  return roleChoices.find(({ value }) => value === role)?.label ?? role
}
