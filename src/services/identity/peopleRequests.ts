import { z } from 'zod'
import type { PeopleAnswer, PersonFound } from '@/lib/peopleProtocol'
import type { OnlineColleague } from '@/lib/protocol'
import { type DoorServices, type UserPrincipal, userDoor } from '@/services/realtime'
import type { Profile } from './accountStore'
import type { IdentityService } from './identityService'

/** Who is here, as the presence context tells it. */
interface WhoIsOnline {
  colleagues(viewer: UserPrincipal): Promise<{ colleagues: OnlineColleague[]; nextCursor?: string }>
  isOnline(tenantId: string, userId: string): Promise<boolean>
}

type Services = DoorServices & {
  identity: Pick<IdentityService, 'findPeople'>
  onlineUsers: WhoIsOnline
}

const querySchema = z.object({
  query: z.string().max(80).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** `GET /api/people?query&limit`: members of the caller's tenant by name, those online first. */
export const getPeople = userDoor(
  { query: querySchema },
  async (services: Services, { caller, query }): Promise<PeopleAnswer> => {
    const { identity, onlineUsers } = services
    const page = await onlineUsers.colleagues(caller)
    const statuses = new Map(page.colleagues.map(({ userId, status }) => [userId, status]))
    const first = [...statuses.keys()]
    const found = await identity.findPeople(caller.tenantId, {
      ...query,
      except: caller.userId,
      first,
    })
    const statusOf = async ({ userId }: Profile): Promise<PersonFound['status']> => {
      const isBehind = page.nextCursor !== undefined && !statuses.has(userId)
      const isHere = isBehind && (await onlineUsers.isOnline(caller.tenantId, userId))
      return statuses.get(userId) ?? (isHere ? 'online' : 'offline')
    }
    const people = found.map(async ({ userId, name, avatar, ...seen }) => ({
      userId,
      name,
      ...(avatar && { avatar }),
      status: await statusOf({ userId, name, ...seen }),
    }))
    return { success: true, people: await Promise.all(people) }
  },
)
