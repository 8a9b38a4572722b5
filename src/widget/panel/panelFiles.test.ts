// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Attachment } from '@/lib/attachments'
import type { ToLoader } from '../channel'
import { addFiles, fileDrop, filePaste } from './addFiles'
import { fileWays } from './fileWays'
import type { PanelProps } from './panelProps'
import { firstState, obstacleOf, type PanelEvent, type PanelState, reduce } from './panelState'

const pdf = (name = 'a.pdf', size = 5) => new File(['x'.repeat(size)], name)
const attachmentOf = (id: string): Attachment => {
  return { id, url: `/api/uploads/${id}`, name: `${id}.pdf`, type: 'application/pdf', size: 5 }
}

let state: PanelState
let told: ToLoader[]
let panel: PanelProps

beforeEach(() => {
  state = firstState
  told = []
  const change = (event: PanelEvent) => {
    state = reduce(state, event)
  }
  const files = fileWays((message) => told.push(message), change)
  const act = { files } as PanelProps['act']
  panel = {
    get state() {
      return state
    },
    change,
    act,
  }
})

const keys = () => state.files.map(({ key }) => key)
const ways = () => state.files.map((file) => file.state)
const uploads = () => told.filter(({ type }) => type === 'upload').length

describe('files in the composer', () => {
  test('WG-22 are sent at once; the message waits for them and takes them along', () => {
    addFiles(panel, [pdf(), pdf('b.pdf')])
    expect([ways(), uploads()]).toEqual([['uploading', 'uploading'], 2])
    expect(obstacleOf(state)).toBe('Wait until the files are there.')
    const [one = '', two = ''] = keys()
    panel.change({ type: 'upload', key: one, share: 0.5 })
    expect(state.files[0]).toMatchObject({ name: 'a.pdf', share: 0.5 })
    panel.change({ type: 'uploaded', key: one, attachment: attachmentOf('f_1') })
    panel.change({ type: 'upload-failed', key: two, reason: 'Away', canRetry: true })
    expect(obstacleOf(state)).toBe('Remove the file that was not sent, or retry it.')
    panel.act.files.retry(two)
    expect([ways(), uploads()]).toEqual([['ready', 'uploading'], 3])
    panel.act.files.remove(two)
    expect(told.at(-1)).toEqual({ type: 'stop-upload', key: two })
    panel.change({ type: 'uploaded', key: two, attachment: attachmentOf('f_2') })
    expect(obstacleOf(state)).toBeUndefined()
    panel.change({ type: 'sent', clientMessageId: 'k', text: '', atMs: 0 })
    expect([state.files, state.outbox]).toMatchObject([[], [{ attachments: [{ id: 'f_1' }] }]])
  })

  test('WG-22 of a message that was not sent are back in the field with its text', () => {
    addFiles(panel, [pdf()])
    panel.change({ type: 'uploaded', key: keys()[0] ?? '', attachment: attachmentOf('f_1') })
    panel.change({ type: 'sent', clientMessageId: 'k', text: 'Look', atMs: 0 })
    const failure = { code: 'UNAVAILABLE', message: 'Away', retry: true }
    panel.change({ type: 'failed', clientMessageId: 'k', failure })
    expect([state.draft, ways(), state.outbox]).toEqual(['Look', ['ready'], []])
  })

  test('WG-22 are ten at most, and neither empty nor larger than 5 MB', () => {
    addFiles(panel, [pdf('empty.pdf', 0), pdf('large.pdf', 5 * 1024 * 1024 + 1)])
    expect(state.files).toMatchObject([
      { state: 'failed', reason: 'The file is empty.', canRetry: false },
      { state: 'failed', reason: 'A file has at most 5 MB.', canRetry: false },
    ])
    expect(uploads()).toBe(0)
    addFiles(
      panel,
      Array.from({ length: 9 }, () => pdf()),
    )
    expect([state.files.length, state.notice]).toEqual([10, 'A message has at most 10 files.'])
  })

  test('WG-22 are dropped and pasted, but not where they picture a text', () => {
    const event = () => ({ preventDefault: vi.fn<() => void>() })
    const dropped = { ...event(), dataTransfer: { types: ['Files'], files: [pdf()] } }
    const over = { ...event(), dataTransfer: { types: ['text/plain'], files: [] } }
    fileDrop(panel).onDrop(dropped as unknown as DragEvent)
    fileDrop(panel).onDragOver(over as unknown as DragEvent)
    const paste = (text: string) => {
      const pasted = { ...event(), clipboardData: { files: [pdf()], getData: () => text } }
      filePaste(panel)(pasted as unknown as ClipboardEvent)
      return pasted.preventDefault.mock.calls.length
    }
    expect([paste(''), paste('A cell of a table')]).toEqual([1, 0])
    expect(state.files).toHaveLength(2)
    expect([dropped, over].map((one) => one.preventDefault.mock.calls.length)).toEqual([1, 0])
  })

  test('WG-21 stay with the same person, and go with the one who leaves', () => {
    addFiles(panel, [pdf()])
    panel.change({ type: 'begin', isSame: true })
    expect(state.files).toHaveLength(1)
    panel.change({ type: 'begin', isSame: false })
    expect(state.files).toEqual([])
  })
})

test('WG-23 a file of a message is asked for once, and again where it could not be read', async () => {
  const { files } = panel.act
  const reading = [files.read('/f_1'), files.read('/f_1')]
  expect(told).toEqual([{ type: 'file', url: '/f_1' }])
  files.hear({ type: 'file', url: '/f_1' })
  for (const one of reading) await expect(one).rejects.toThrow('unread')
  const again = files.read('/f_1')
  files.hear({ type: 'file', url: '/f_1', file: new Blob(['hello']) })
  expect(await again).toMatch(/^blob:/)
  expect(told).toHaveLength(2)
})
