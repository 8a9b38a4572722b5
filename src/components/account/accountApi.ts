import { createAccountApi } from '@/lib/accountApi'

/** The account calls of this site's own pages. */
export const accountApi = createAccountApi()
