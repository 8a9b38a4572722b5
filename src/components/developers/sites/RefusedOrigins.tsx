'use client'
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { buttonClass } from '@/components/ui/buttonClass'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/Menu'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type { RefusedOrigin, Site } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'

interface RefusedOriginsProps {
  refused: readonly RefusedOrigin[]
  sites: readonly Site[]
  onAllowed(): Promise<void>
}

/** Pages that showed a key and are of no site, with the way to let them in. */
export function RefusedOrigins({ refused, sites, onAllowed }: RefusedOriginsProps) {
  const { api } = useDevelopers()
  const [busy, setBusy] = useState<string>()
  const allow = async (origin: string, { id, domain, allowedOrigins }: Site) => {
    setBusy(origin)
    try {
      await api.changeSite(id, { allowedOrigins: [...allowedOrigins, origin] })
      toast.success(`${origin} belongs to ${domain} now`)
      await onAllowed()
    } catch (error) {
      toast.error('Couldn’t allow it', { description: (error as Error).message })
    }
    setBusy(undefined)
  }
  if (refused.length === 0) return null
  return (
    <ul aria-label="Refused pages" className="flex flex-col gap-2">
      {refused.map(({ origin, at }) => (
        <li
          key={origin}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-away-tint px-4 py-2.5 text-away-fg text-sm"
        >
          <ShieldAlert aria-hidden className="size-4" />
          <p className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
            A visit from <b className="font-semibold">{origin}</b> was refused{' '}
            <Time at={at} format="ago" />: not in allowed origins.
          </p>
          <AllowIt
            origin={origin}
            sites={sites}
            busy={busy === origin}
            onAllow={(site) => void allow(origin, site)}
          />
        </li>
      ))}
    </ul>
  )
}

interface AllowItProps {
  origin: string
  sites: readonly Site[]
  busy: boolean
  onAllow(site: Site): void
}

/** On the only site at once, or on the one that is chosen. */
function AllowIt({ origin, sites, busy, onAllow }: AllowItProps) {
  const [only, ...others] = sites
  if (!only) return null
  const label = `Allow it: ${origin}`
  if (others.length === 0)
    return (
      <Button busy={busy} aria-label={label} onClick={() => onAllow(only)}>
        Allow it
      </Button>
    )
  return (
    <Menu>
      <MenuTrigger aria-label={label} aria-busy={busy || undefined} className={buttonClass()}>
        Allow it
      </MenuTrigger>
      <MenuContent inMain align="end">
        {sites.map((site) => (
          <MenuItem key={site.id} onSelect={() => onAllow(site)}>
            as a page of {site.domain}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
