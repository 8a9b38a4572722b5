import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { Database } from './database'
import { reachedStore } from './reached'
import { testDatabases } from './testDatabases'

const AWAY = { code: 'UNAVAILABLE' }

describe.each(testDatabases())('a database on $name', ({ open }) => {
  test('RT-50 that is away refuses statements, Drizzle and transactions with UNAVAILABLE', async () => {
    const database = await open()
    const store = storeOver(database)
    expect(await store.one()).toBe(1)
    await database.close()
    await expect(database.query('select 1')).rejects.toMatchObject(AWAY)
    await expect(store.one()).rejects.toMatchObject(AWAY)
    await expect(store.inTransaction()).rejects.toMatchObject(AWAY)
  })

  test('RT-50 that is there tells of wrong statements, and refusals stay what they are', async () => {
    const database = await open()
    const store = storeOver(database)
    await expect(database.query('select nothing')).rejects.not.toMatchObject(AWAY)
    await expect(store.wrong()).rejects.not.toMatchObject(AWAY)
    await expect(store.mistaken()).rejects.toBeInstanceOf(TypeError)
    await expect(store.refusing()).rejects.toMatchObject({ code: 'CONFLICT' })
    await database.close()
  })
})

function storeOver({ orm }: Database) {
  return reachedStore({
    one: async () => {
      await orm.execute(sql`select 1`)
      return 1
    },
    inTransaction: () => orm.transaction(async (tx) => void (await tx.execute(sql`select 1`))),
    wrong: async () => void (await orm.execute(sql`select nothing`)),
    mistaken: () => Promise.reject(new TypeError('a mistake')),
    refusing: () => Promise.reject(refusal('CONFLICT')),
  })
}
