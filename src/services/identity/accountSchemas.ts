import { z } from 'zod'
import type { Role } from '@/lib/protocol'
import type { Schema } from '@/services/realtime'
import { NAME_MAX } from './names'

const PASSWORD_MIN = 10
const PASSWORD_MAX = 200
const TOKEN_MAX = 128

const name = z.string().refine(isName, `A name has 1 to ${NAME_MAX} characters`)

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This e-mail address is too long')
  .pipe(z.email('This is not an e-mail address'))

/** No rules of composition: length is what makes a password strong. */
const newPassword = z
  .string()
  .refine((text) => lengthOf(text) >= PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters`)
  .refine((text) => lengthOf(text) <= PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters`)

/** Anything that could be the right one; how long right ones are is nobody's hint. */
const shownPassword = z.string().min(1, 'Enter your password').max(1000)

const token = z.string().min(1).max(TOKEN_MAX)

function isName(text: string): boolean {
  const length = lengthOf(text.trim())
  return length >= 1 && length <= NAME_MAX && !text.includes('\0')
}

/** In characters, not in UTF-16 halves of them. */
function lengthOf(text: string): number {
  return [...text].length
}

export const signUpSchema = z.object({
  name,
  email,
  password: newPassword,
  invite: token.optional(),
}) satisfies Schema<{
  name: string
  email: string
  password: string
  invite?: string | undefined
}>

export const signInSchema = z.object({ email, password: shownPassword }) satisfies Schema<{
  email: string
  password: string
}>

export const profileSchema = z.object({ name }) satisfies Schema<{ name: string }>

export const tokenSchema = z.object({
  tenantId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
}) satisfies Schema<{ tenantId?: string | undefined }>

export const demoSchema = z.object({
  as: z.enum(['ada', 'ben', 'chloe', 'new']),
}) satisfies Schema<{ as: 'ada' | 'ben' | 'chloe' | 'new' }>

export const changeSchema = z.object({
  current: shownPassword,
  next: newPassword,
}) satisfies Schema<{ current: string; next: string }>

export const forgotSchema = z.object({ email }) satisfies Schema<{ email: string }>

export const resetSchema = z.object({ token, password: newPassword }) satisfies Schema<{
  token: string
  password: string
}>

export const invitationSchema = z.object({
  email,
  role: z.enum(['owner', 'admin', 'agent', 'member']),
}) satisfies Schema<{ email: string; role: Role }>
