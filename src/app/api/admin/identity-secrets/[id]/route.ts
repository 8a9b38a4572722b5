import { mount } from '@/server/currentApp'
import { deleteIdentitySecret } from '@/services/identity/identitySecretRequests'

export const dynamic = 'force-dynamic'
export const DELETE = mount(deleteIdentitySecret)
