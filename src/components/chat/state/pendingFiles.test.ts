// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { UploadHooks } from '@/lib/client/uploadFile'
import type { ParleyClient } from '@/lib/parleyClient'
import { createPendingFiles } from './pendingFiles'

/** Uploads that the test settles. */
function setUp() {
  const uploads: {
    file: File
    hooks: UploadHooks
    done(): void
    fail(failure: { message: string; retry: boolean }): void
  }[] = []
  const upload = (file: File, hooks: UploadHooks = {}) =>
    new Promise((resolve, reject) => {
      const id = `f_${uploads.length}`
      const attachment = { id, url: `/${id}`, name: file.name, type: file.type, size: file.size }
      uploads.push({ file, hooks, done: () => resolve(attachment), fail: reject })
    })
  const pending = createPendingFiles(() => ({ api: { upload } }) as unknown as ParleyClient)
  const states = () => pending.of('c1').map((file) => file.state)
  const at = (index: number) => {
    const one = uploads[index]
    if (!one) throw new Error(`no upload number ${index}`)
    return one
  }
  return { pending, uploads, at, states }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const pdf = (name = 'a.pdf', content = 'hello') => new File([content], name)

describe('files in the composer', () => {
  test('UP-16 are sent at once, say how far they are, and are handed over in their order', async () => {
    const { pending, at, states } = setUp()
    pending.add('c1', [pdf('one.pdf'), pdf('two.pdf')])
    at(0).hooks.onProgress?.(0.5)
    expect(pending.of('c1')[0]).toMatchObject({ state: 'uploading', share: 0.5, name: 'one.pdf' })
    at(1).done()
    at(0).done()
    await settled()
    expect(states()).toEqual(['ready', 'ready'])
    expect(pending.of('c2')).toEqual([])
    expect(pending.take('c1').map(({ name }) => name)).toEqual(['one.pdf', 'two.pdf'])
    expect(pending.of('c1')).toEqual([])
  })

  test('UP-16 that fail say why, and are retried where that may help', async () => {
    const { pending, at, uploads, states } = setUp()
    pending.add('c1', [pdf(), pdf('b.exe')])
    at(0).fail({ message: 'The server cannot be reached', retry: true })
    at(1).fail({ message: 'Files of this kind cannot be sent', retry: false })
    await settled()
    expect(pending.of('c1')).toMatchObject([
      { state: 'failed', reason: 'The server cannot be reached', canRetry: true },
      { state: 'failed', reason: 'Files of this kind cannot be sent', canRetry: false },
    ])
    pending.retry(pending.of('c1')[0]?.key ?? '')
    expect(states()).toEqual(['uploading', 'failed'])
    expect(uploads[2]?.file).toBe(uploads[0]?.file)
    at(2).done()
    await settled()
    expect(states()).toEqual(['ready', 'failed'])
  })

  test('UP-16 that are too large or empty are not sent at all', () => {
    const { pending, uploads } = setUp()
    pending.add('c1', [pdf('big.pdf', 'x'.repeat(5 * 1024 * 1024 + 1)), pdf('empty.pdf', '')])
    expect(uploads).toEqual([])
    expect(pending.of('c1')).toMatchObject([
      { state: 'failed', reason: 'A file has at most 5 MB.', canRetry: false },
      { state: 'failed', reason: 'The file is empty.', canRetry: false },
    ])
  })

  test('UP-16 that are removed are sent no further, and what comes later changes nothing', async () => {
    const { pending, at } = setUp()
    pending.add('c1', [pdf()])
    pending.remove(pending.of('c1')[0]?.key ?? '')
    expect(at(0).hooks.signal?.aborted).toBe(true)
    at(0).done()
    await settled()
    expect(pending.of('c1')).toEqual([])
  })

  test('UP-16 beyond ten are not taken, and it is said', () => {
    const { pending } = setUp()
    const eleven = Array.from({ length: 11 }, (_, nth) => pdf(`${nth}.pdf`))
    expect(pending.add('c1', eleven.slice(0, 10))).toBeUndefined()
    expect(pending.add('c1', eleven.slice(10))).toBe('A message has at most 10 files.')
    expect(pending.of('c1')).toHaveLength(10)
  })
})
