import type { Check } from '@/components/form/wrongFields'

export const checkKeyName: Check = (name) =>
  name.trim() ? undefined : 'Give it a name to know it by.'
