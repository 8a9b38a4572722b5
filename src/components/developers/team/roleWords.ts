import type { Role } from '@/lib/protocol'

/** What each role may do, most first. */
export const roleChoices: readonly { value: Role; label: string }[] = [
  { value: 'owner', label: 'Owner' },
  { value: 'admin', label: 'Admin' },
  { value: 'agent', label: 'Agent' },
  { value: 'member', label: 'Member' },
]

export const roleHint =
  'Owners and admins change everything here; agents see visitors and answer them; members chat with their colleagues.'

/** Those that somebody of the role may give. */
export function givenBy(role: Role): typeof roleChoices {
  return role === 'owner' ? roleChoices : roleChoices.slice(1)
}
