import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDataFolder } from './dataFolderLock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the lock of a data folder', () => {
  test('RT-2 keeps a second holder out with a sentence that names the folder and the process', () => {
    lockDataFolder(folder)
    expect(() => lockDataFolder(folder)).toThrow(
      `The data folder ${folder} is in use by another Parley (process ${process.pid}).`,
    )
  })

  test('RT-2 is free again after it was given back', () => {
    lockDataFolder(folder)()
    lockDataFolder(folder)()
    expect(existsSync(join(folder, 'parley.lock'))).toBe(false)
  })

  test('RT-2 is taken over from a process that is gone', () => {
    const gone = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim()
    writeFileSync(join(folder, 'parley.lock'), `${gone} 1`)
    expect(() => lockDataFolder(folder)).not.toThrow()
  })

  test.runIf(existsSync('/proc/self/stat'))(
    'RT-2 is taken over when its process id belongs to another process now',
    async () => {
      const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      await once(other, 'spawn')
      writeFileSync(join(folder, 'parley.lock'), `${other.pid} 1`)
      expect(() => lockDataFolder(folder)).not.toThrow()
      other.kill()
    },
  )
})
