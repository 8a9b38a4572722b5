import { useStore } from 'zustand'
import { useAdmin } from '../state/AdminProvider'

/** How somebody who answers visitors is called. */
export function useTeamName(userId: string | undefined): string {
  const { visitors, me } = useAdmin()
  const known = useStore(visitors.team, ({ people }) =>
    people.find((person) => person.userId === userId),
  )
  return userId === me.id ? 'You' : (known?.name ?? 'A colleague')
}

/** Everybody who answers visitors, by name. */
export function useTeam() {
  return useStore(useAdmin().visitors.team, ({ people }) => people)
}
