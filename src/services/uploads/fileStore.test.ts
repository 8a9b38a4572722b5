import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskFileStore } from './diskFileStore'
import { fileStoreContract } from './fileStore.contract'
import { s3FileStore } from './s3FileStore'
import { openTestBucket, type TestBucket } from './testBucket'

describe('files on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  fileStoreContract(async () => diskFileStore(folder))
})

describe('files in a bucket', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-files-'))
  const path = join(folder, 'arrived')
  let bucket: TestBucket
  beforeAll(async () => {
    bucket = await openTestBucket()
    writeFileSync(path, 'hello')
  })
  afterAll(async () => {
    await bucket.close()
    rmSync(folder, { recursive: true, force: true })
  })
  fileStoreContract(async () => s3FileStore(bucket.options))

  const file = { path, size: 5, type: 'text/plain' }
  const unavailable = { code: 'UNAVAILABLE' }

  test('UP-10 a wrong secret, a missing bucket and a dead service are UNAVAILABLE', async () => {
    const { options } = bucket
    const stores = [
      { ...options, secretAccessKey: 'wrong' },
      { ...options, bucket: 'absent' },
      { ...options, endpoint: 'http://127.0.0.1:1' },
    ].map(s3FileStore)
    for (const store of stores)
      await expect(store.put('f_1', file)).rejects.toMatchObject(unavailable)
    expect(readFileSync(path, 'utf8')).toBe('hello')
    expect(bucket.keys().filter((key) => key.endsWith('f_1'))).toEqual([])
  })
})
