'use client'
import { useState } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Button } from '@/components/ui/Button'
import { Confirm } from '@/components/ui/Confirm'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type { OpenInvitation, TeamMember } from '@/lib/developersProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { ActionCell, Cell, Row, Table } from '../parts/Table'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { InviteForm } from './InviteForm'
import { MemberRow } from './MemberRow'

/** Who belongs to the team, what they may do, and who was asked to join. */
export function TeamPage() {
  const { api } = useDevelopers()
  const loaded = useLoaded(api.team)
  const [removing, setRemoving] = useState<TeamMember>()
  return (
    <>
      <PageHead title="Team">Who answers your visitors, and who runs it all.</PageHead>
      <InviteForm onInvited={loaded.reload} />
      <LoadedPart loaded={loaded} failure="Couldn’t load the team.">
        {({ members, invitations }) => (
          <>
            <Table label="Members" columns={['Person', 'Role', 'Last seen', 'Joined']}>
              {members.map((member) => (
                <MemberRow
                  key={member.userId}
                  member={member}
                  onChanged={loaded.reload}
                  onRemove={() => setRemoving(member)}
                />
              ))}
            </Table>
            <Invitations invitations={invitations} onChanged={loaded.reload} />
          </>
        )}
      </LoadedPart>
      {removing && (
        <Confirm
          title={`Remove ${removing.name}?`}
          description="They are logged out everywhere and see nothing of this team any more. What they wrote stays."
          action="Remove from team"
          onClose={() => {
            setRemoving(undefined)
            void loaded.reload()
          }}
          onConfirm={async () => {
            await api.removeMember(removing.userId)
            toast.success(`${removing.name} was removed`)
          }}
        />
      )}
    </>
  )
}

interface InvitationsProps {
  invitations: readonly OpenInvitation[]
  onChanged(): Promise<void>
}

function Invitations({ invitations, onChanged }: InvitationsProps) {
  const { api } = useDevelopers()
  if (invitations.length === 0) return null
  const revoke = async ({ id, email }: OpenInvitation) => {
    try {
      await api.revokeInvitation(id)
      toast.success(`The invitation to ${email} was taken back`)
    } catch (error) {
      toast.error('Couldn’t take it back', { description: (error as Error).message })
    }
    await onChanged()
  }
  return (
    <section aria-label="Open invitations" className="flex flex-col gap-3">
      <h2 className="font-semibold text-md">Open invitations</h2>
      <Table label="Open invitations" columns={['E-mail', 'Role', 'Ends']}>
        {invitations.map((invitation) => (
          <Row key={invitation.id}>
            <Cell>
              <span className="flex items-center gap-3 font-medium">
                <Avatar userId={invitation.id} name={invitation.email} size={32} />
                {invitation.email}
              </span>
            </Cell>
            <Cell name="Role">{invitation.role}</Cell>
            <Cell name="Ends">
              <Time at={invitation.expiresAt} format="full" className="text-fg-muted" />
            </Cell>
            <ActionCell>
              <Button
                aria-label={`Take back the invitation to ${invitation.email}`}
                onClick={() => void revoke(invitation)}
              >
                Take back
              </Button>
            </ActionCell>
          </Row>
        ))}
      </Table>
    </section>
  )
}
