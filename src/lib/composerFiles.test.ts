import { describe, expect, test } from 'vitest'
import { type ComposerFile, chosenFile, filesBack, readyFiles, withProgress } from './composerFiles'

const attachment = { id: 'f_1', url: '/f_1', name: 'a.pdf', type: 'application/pdf', size: 5 }

describe('a file in a composer', () => {
  test('keeps what it is, and nothing of where it was', () => {
    const file = chosenFile(new File(['hello'], 'a.pdf'))
    const { key } = file
    const about = { key, name: 'a.pdf', size: 5, preview: undefined }
    expect(file).toEqual({ ...about, state: 'uploading', share: 0 })
    const failed = { state: 'failed', reason: 'Away', canRetry: true } as const
    const here = { conversationId: 'c_1' }
    const files: ComposerFile[] = [{ ...file, ...here }, ...filesBack([attachment])]
    const [stopped, other] = withProgress(files, key, failed)
    expect(stopped).toEqual({ ...about, ...here, ...failed })
    const sent = withProgress([stopped as ComposerFile], key, { state: 'ready', attachment })
    expect(sent).toEqual([{ ...about, ...here, state: 'ready', attachment }])
    expect(readyFiles([...sent, other as ComposerFile])).toEqual([attachment, attachment])
  })

  test('that was removed meanwhile stays away', () => {
    expect(withProgress([], 'gone', { state: 'uploading', share: 1 })).toEqual([])
  })
})
