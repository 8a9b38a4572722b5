import { mount } from '@/server/currentApp'
import { getIdentitySecrets, postIdentitySecret } from '@/services/identity/identitySecretRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getIdentitySecrets)
export const POST = mount(postIdentitySecret)
