import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NewUpload, UploadReader, UploadStore } from './uploadStore'

export interface UploadStoreUnderTest {
  store: UploadStore
  /** No file is known. Tenants `acme` and `globex` are there. */
  clear(): Promise<void>
  /** What was noted is a day and a minute old. */
  letDayPass(): Promise<void>
  close(): Promise<void>
}

const AMPLE = { daily: 1_000_000, tenant: 1_000_000 }
const DAY_MS = 24 * 3_600_000
const READER = { tenantId: 'acme', readerId: 'ada', isUser: true, isStaff: false }

let nth = 0

function file(more: Partial<NewUpload> = {}): NewUpload {
  nth += 1
  const id = `f_${nth}`
  return { id, name: 'a.pdf', type: 'application/pdf', size: 100, ...OWNER, ...more }
}
const OWNER = { tenantId: 'acme', ownerId: 'ada' }

/** What knowing of files owes on every database. */
export function uploadStoreContract(open: () => Promise<UploadStoreUnderTest>): void {
  let under: UploadStoreUnderTest
  let store: UploadStore

  beforeAll(async () => {
    under = await open()
    store = under.store
  })
  afterAll(() => under.close())
  beforeEach(() => under.clear())

  async function added(more: Partial<NewUpload> = {}): Promise<string> {
    const upload = file(more)
    expect(await store.add(upload, AMPLE)).toBe('added')
    return upload.id
  }
  const readBy = (id: string, reader: Partial<UploadReader> = {}) =>
    store.find({ ...READER, ...reader }, id)

  describe('whose a file is', () => {
    test('UP-7 it is its owner’s alone, also before admins of the tenant', async () => {
      const id = await added({ name: 'März.png', type: 'image/png', width: 4, height: 3 })
      expect(await readBy(id)).toEqual({
        ...{ id, name: 'März.png', type: 'image/png', size: 100, width: 4, height: 3 },
      })
      expect(await readBy(id, { readerId: 'ben' })).toBeUndefined()
      expect(await readBy(id, { readerId: 'ben', isStaff: true })).toBeUndefined()
      expect(await readBy(id, { tenantId: 'globex' })).toBeUndefined()
      expect(await readBy('f_absent')).toBeUndefined()
    })

    test('what is no picture has no width', async () => {
      expect(Object.keys((await readBy(await added())) ?? {})).toEqual([
        ...['id', 'name', 'type', 'size'],
      ])
    })
  })

  describe('how much is kept', () => {
    test('UP-9 one person sends so much in a day, and the next day again', async () => {
      const quota = { daily: 250, tenant: 10_000 }
      expect(await store.add(file(), quota)).toBe('added')
      expect(await store.add(file({ size: 150 }), quota)).toBe('added')
      const over = file({ size: 1 })
      expect(await store.add(over, quota)).toBe('over-daily')
      expect(await readBy(over.id)).toBeUndefined()
      expect(await store.add(file({ ownerId: 'ben' }), quota)).toBe('added')
      await under.letDayPass()
      expect(await store.add(over, quota)).toBe('added')
    })

    test('UP-9 a tenant keeps so much, whoever sends it, and no other tenant', async () => {
      const quota = { daily: 1000, tenant: 250 }
      expect(await store.add(file({ size: 200 }), quota)).toBe('added')
      expect(await store.add(file({ ownerId: 'ben' }), quota)).toBe('over-tenant')
      expect(await store.add(file({ tenantId: 'globex' }), quota)).toBe('added')
    })
  })

  describe('what nobody took', () => {
    test('UP-8 is condemned a day later, and out of reach at once', async () => {
      const old = await added()
      await under.letDayPass()
      const fresh = await added()
      expect(await store.condemn(Date.now() - DAY_MS, 10)).toEqual([old])
      expect(await readBy(old)).toBeUndefined()
      expect(await readBy(fresh)).toBeDefined()
    })

    test('UP-8 is condemned until it is forgotten, and only then', async () => {
      const ids = [await added(), await added(), await added()]
      await under.letDayPass()
      expect(await store.condemn(Date.now() - DAY_MS, 2)).toHaveLength(2)
      expect((await store.condemn(Date.now() - DAY_MS, 10)).sort()).toEqual(ids)
      const kept = await added()
      await store.forget([...ids, kept])
      expect(await store.condemn(Date.now() - DAY_MS, 10)).toEqual([])
      expect(await readBy(kept)).toBeDefined()
    })
  })
}
