import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileStore } from './fileStore'
import { contentOf } from './testFiles'

/** What keeping files owes, wherever they are. */
export function fileStoreContract(open: () => Promise<FileStore>): void {
  const folder = mkdtempSync(join(tmpdir(), 'parley-arrived-'))
  let store: FileStore
  let nth = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function stored(content: Buffer): Promise<string> {
    nth += 1
    const id = `f_${String(nth).padStart(40, '0')}`
    const path = join(folder, id)
    writeFileSync(path, content)
    await store.put(id, { path, size: content.length, type: 'image/png' })
    return id
  }

  test('UP-10 what is stored is read as it was, by whoever comes', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
    const id = await stored(content)
    const read = await Promise.all([
      contentOf(await store.open(id)),
      contentOf(await store.open(id)),
    ])
    expect(read[0]?.equals(content)).toBe(true)
    expect(read[1]?.equals(content)).toBe(true)
  })

  test('UP-10 what was never there, or is removed, is not there', async () => {
    const id = await stored(Buffer.from('one'))
    const other = await stored(Buffer.from('two'))
    await store.remove(id)
    await store.remove(id)
    expect(await store.open(id)).toBeUndefined()
    expect(await store.open('f_absent')).toBeUndefined()
    expect((await contentOf(await store.open(other)))?.toString()).toBe('two')
  })
}
