'use client'
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { countryName } from '@/components/ui/countryName'
import { IconButton } from '@/components/ui/IconButton'
import { Time } from '@/components/ui/Time'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from '../rows/visitorFacts'
import { statusWords } from '../rows/visitorStatus'
import { deviceWords } from '../toolbar/chips'
import { DrawerFailed } from './DrawerFailed'
import { NowOn } from './NowOn'
import type { FollowedVisitor } from './useFollowedVisitor'
import { WhyOnline } from './WhyOnline'

/** Who somebody is, as far as it is known, and why they count as online. */
export function Details({
  userId,
  user,
  isHere,
  details,
  failure,
  retry,
}: FollowedVisitor & { userId: string }) {
  if (!user && failure) return <DrawerFailed failure={failure} onRetry={retry} />
  return (
    <div className="flex flex-col gap-5">
      {user && isHere && <NowOn user={user} />}
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-2.5 text-sm">
        <Row name="Id">
          <CopiedId id={userId} />
        </Row>
        {user && <Facts user={user} />}
        <Row name="First seen">
          {details?.firstSeenAt && <Time at={details.firstSeenAt} format="full" />}
        </Row>
        <Row name="Last seen">
          {!isHere && details?.lastSeenAt && <Time at={details.lastSeenAt} format="full" />}
        </Row>
      </dl>
      <WhyOnline userId={userId} moment={`${isHere} ${user?.connections}`} />
    </div>
  )
}

function Facts({ user }: { user: OnlineUser }) {
  const { source, country } = factsOf(user)
  const device = user.device && deviceWords[user.device]
  return (
    <>
      <Row name="Name">{user.name && <bdi>{user.name}</bdi>}</Row>
      <Row name="E-mail">{user.email}</Row>
      <Row name="Status">{statusWords(user)}</Row>
      <Row name="Role">{user.role}</Row>
      <Row name="Session">{user.sessionId && <CopiedId id={user.sessionId} />}</Row>
      <Row name="On site since">
        <Time at={user.connectedAt} format="full" />
      </Row>
      <Row name="Visits">{user.visits?.toLocaleString()}</Row>
      <Row name="Site">{user.domain}</Row>
      <Row name="Origin">{user.origin}</Row>
      <Row name="Source">{source}</Row>
      <Row name="Referrer">{user.referrer}</Row>
      <Row name="Country">{country && countryName(country)}</Row>
      <Row name="Device">{[device, user.browser].filter(Boolean).join(', ')}</Row>
      <Row name="Language">{user.language}</Row>
      <Row name="Open tabs">{user.connections?.toLocaleString()}</Row>
    </>
  )
}

/** What is not known has no row. */
function Row({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <>
      <dt className="text-fg-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

const COPIED_MS = 1500

function CopiedId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(id)
    announce('Copied')
    setCopied(true)
    setTimeout(() => setCopied(false), COPIED_MS)
  }
  return (
    <span className="flex items-center gap-1">
      <span className="min-w-0 truncate font-mono text-xs" title={id}>
        {id}
      </span>
      <IconButton
        label="Copy"
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        className="-my-1.5"
        onClick={() => void copy().catch(() => announce('Couldn’t copy'))}
      />
    </span>
  )
}
