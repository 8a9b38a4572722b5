import { keyPatchSchema, keyRotationSchema, keyWishSchema } from './apiKeySchemas'
import { managerDoor } from './managerDoor'

/** `GET /api/admin/keys` */
export const getKeys = managerDoor({}, async ({ identity }, { caller }) => ({
  success: true,
  keys: await identity.keys.list(caller.tenantId),
}))

/** `POST /api/admin/keys`: the key is told in this answer and never again. */
export const postKey = managerDoor({ body: keyWishSchema }, async ({ identity }, call) => ({
  success: true,
  ...(await identity.keys.create(call.caller, call.body)),
}))

/** `PATCH /api/admin/keys/:id` */
export const patchKey = managerDoor(
  { body: keyPatchSchema },
  async ({ identity }, { caller, body, params }) => ({
    success: true,
    key: await identity.keys.change(caller, params.id ?? '', body),
  }),
)

/** `POST /api/admin/keys/:id/rotate` */
export const postKeyRotation = managerDoor(
  { body: keyRotationSchema },
  async ({ identity }, { caller, body, params }) => ({
    success: true,
    ...(await identity.keys.rotate(caller, params.id ?? '', body.overlapHours)),
  }),
)

/** `DELETE /api/admin/keys/:id` */
export const deleteKey = managerDoor({}, async ({ identity }, { caller, params }) => {
  await identity.keys.revoke(caller, params.id ?? '')
  return { success: true }
})
