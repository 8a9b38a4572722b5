import type { KeyAnswer, KeysAnswer, NewKeyAnswer } from '@/lib/developersProtocol'
import { keyPatchSchema, keyRotationSchema, keyWishSchema } from './apiKeySchemas'
import { managerDoor } from './managerDoor'

/** `GET /api/admin/keys`: the tenant's keys that are not revoked, newest first. */
export const getKeys = managerDoor(
  {},
  async ({ identity }, { caller }): Promise<KeysAnswer> => ({
    success: true,
    keys: await identity.keys.list(caller.tenantId),
  }),
)

/** `POST /api/admin/keys`: a new key. It is told in this answer and never again. */
export const postKey = managerDoor(
  { body: keyWishSchema },
  async ({ identity }, call): Promise<NewKeyAnswer> => ({
    success: true,
    ...(await identity.keys.create(call.caller, call.body)),
  }),
)

/**
 * `PATCH /api/admin/keys/`: its name, its sites and when it ends; what it may do stays what it
 * was.
 */
export const patchKey = managerDoor(
  { body: keyPatchSchema },
  async ({ identity }, { caller, body, params }): Promise<KeyAnswer> => ({
    success: true,
    key: await identity.keys.change(caller, params.id ?? '', body),
  }),
)

/**
 * `POST /api/admin/keys/`: a key in its place, told this once; the old one goes on for some hours.
 */
export const postKeyRotation = managerDoor(
  { body: keyRotationSchema },
  async ({ identity }, { caller, body, params }): Promise<NewKeyAnswer> => ({
    success: true,
    ...(await identity.keys.rotate(caller, params.id ?? '', body.overlapHours)),
  }),
)

/** `DELETE /api/admin/keys/`: ends a key at once, and the sockets that it opened. */
export const deleteKey = managerDoor(
  {},
  async ({ identity }, { caller, params }): Promise<{ success: true }> => {
    await identity.keys.revoke(caller, params.id ?? '')
    return { success: true }
  },
)
