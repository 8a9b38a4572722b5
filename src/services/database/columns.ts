import { bigint, timestamp } from 'drizzle-orm/pg-core'

export const moment = () => timestamp({ withTimezone: true, precision: 3 })
export const createdAt = () => moment().notNull().defaultNow()
export const number = () => bigint({ mode: 'number' })
