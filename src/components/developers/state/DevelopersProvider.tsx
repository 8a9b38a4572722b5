'use client'
import { createContext, type ReactNode, use } from 'react'
import { currentConfig } from '@/lib/config'
import { createDevelopersApi, type DevelopersApi } from '@/lib/developersApi'
import type { Account, Role } from '@/lib/protocol'
import { createTokenSource } from '@/lib/session'

/** Who has the Developers pages open, and what they can ask. */
export interface Developers {
  me: Account
  role: Role
  api: DevelopersApi
}

const Context = createContext<Developers | null>(null)

export function createDevelopers(me: Account, role: Role): Developers {
  const api = createDevelopersApi({ url: currentConfig().url, tokens: createTokenSource() })
  return { me, role, api }
}

interface Props {
  developers: Developers
  children: ReactNode
}

export function DevelopersProvider({ developers, children }: Props) {
  return <Context value={developers}>{children}</Context>
}

export function useDevelopers(): Developers {
  const developers = use(Context)
  if (!developers) throw new Error('useDevelopers needs a DevelopersProvider around it')
  return developers
}
