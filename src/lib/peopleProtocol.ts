/** The wire of `GET /api/people`. Types only. */
import type { UserStatus } from './protocol'

/** Somebody who belongs to the tenant, here or not: `GET /api/people`. */
export interface PersonFound {
  userId: string
  name: string
  avatar?: string
  status: UserStatus | 'offline'
}

export interface PeopleAnswer {
  success: true
  people: PersonFound[]
}
