import { expect, test } from 'vitest'
import type { UploadHooks } from '@/lib/client/uploadFile'
import { parleyApiError } from '@/lib/parleyApiError'
import type { ToPanel } from '../channel'
import { type FileCalls, PanelFiles } from './panelFiles'

const attachment = { id: 'f_1', url: '/api/uploads/f_1', name: 'a.pdf', type: '', size: 5 }
const file = new File(['hello'], 'a.pdf')

/** A server whose answers the test gives. */
function rig() {
  const told: ToPanel[] = []
  const uploads: { hooks: UploadHooks; done(): void; fail(error: Error): void }[] = []
  const calls = {
    upload: (_path: string, _file: File, hooks: UploadHooks) =>
      new Promise((resolve, reject) => {
        const fail = (error: Error) => reject(error)
        hooks.signal?.addEventListener('abort', () => fail(parleyApiError('UNAVAILABLE')))
        uploads.push({ hooks, done: () => resolve({ success: true, attachment }), fail })
      }),
    file: async (url: string) => {
      if (url !== attachment.url) throw parleyApiError('NOT_FOUND')
      return file
    },
  }
  const files = new PanelFiles(calls as unknown as FileCalls, (message) => told.push(message))
  return { files, uploads, told }
}

test('WG-22 the page brings the panel’s files to the server, and says how far they are', async () => {
  const { files, uploads, told } = rig()
  files.hear({ type: 'upload', key: 'k1', file })
  uploads[0]?.hooks.onProgress?.(0.5)
  uploads[0]?.done()
  await expect.poll(() => told).toHaveLength(2)
  expect(told).toEqual([
    { type: 'upload', key: 'k1', share: 0.5 },
    { type: 'uploaded', key: 'k1', attachment },
  ])
})

test('WG-22 a file that was refused says why and whether trying again helps, one that was removed is stopped', async () => {
  const { files, uploads, told } = rig()
  files.hear({ type: 'upload', key: 'k1', file })
  files.hear({ type: 'upload', key: 'k2', file })
  uploads[0]?.fail(parleyApiError('UNSUPPORTED_FILE'))
  files.hear({ type: 'stop-upload', key: 'k2' })
  await expect.poll(() => told).toHaveLength(2)
  expect(told).toMatchObject([
    { type: 'upload-failed', key: 'k1', canRetry: false },
    { type: 'upload-failed', key: 'k2', canRetry: true },
  ])
  expect(uploads[1]?.hooks.signal?.aborted).toBe(true)
})

test('WG-23 the page reads the files of messages for the panel', async () => {
  const { files, told } = rig()
  files.hear({ type: 'file', url: attachment.url })
  files.hear({ type: 'file', url: '/api/uploads/f_2' })
  await expect.poll(() => told).toHaveLength(2)
  expect(told).toEqual([
    { type: 'file', url: attachment.url, file },
    { type: 'file', url: '/api/uploads/f_2' },
  ])
})
