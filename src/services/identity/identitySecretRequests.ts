import type { IdentitySecretsAnswer, NewIdentitySecretAnswer } from '@/lib/developersProtocol'
import { managerDoor } from './managerDoor'
import { identitySecretWishSchema } from './proofs/identitySecretSchemas'

/**
 * `GET /api/admin/identity-secrets`: what may sign the tokens of the tenant's visitors, newest
 * first.
 */
export const getIdentitySecrets = managerDoor(
  {},
  async ({ identity }, { caller }): Promise<IdentitySecretsAnswer> => ({
    success: true,
    identitySecrets: await identity.identitySecrets.list(caller.tenantId),
  }),
)

/**
 * `POST /api/admin/identity-secrets`: a new one of at most two. It is told in this answer and
 * never again.
 */
export const postIdentitySecret = managerDoor(
  { body: identitySecretWishSchema },
  async ({ identity }, { caller, body }): Promise<NewIdentitySecretAnswer> => ({
    success: true,
    ...(await identity.identitySecrets.create(caller, body)),
  }),
)

/** `DELETE /api/admin/identity-secrets/`: tokens that it has signed are refused from now on. */
export const deleteIdentitySecret = managerDoor(
  {},
  async ({ identity }, { caller, params }): Promise<{ success: true }> => {
    await identity.identitySecrets.retire(caller, params.id ?? '')
    return { success: true }
  },
)
