import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { Spool } from './spool'
import { UploadSweep } from './uploadSweep'

/** A sweep over files that are known by id, and over a folder in which files arrive. */
function testSweep(condemned: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-spool-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const stored = new Set(condemned)
  const known = new Set(condemned)
  const failing = new Set<string>()
  const sweep = new UploadSweep({
    store: {
      condemn: async (_until, limit) => [...known].slice(0, limit),
      forget: async (ids) => ids.forEach((id) => void known.delete(id)),
    },
    files: {
      remove: async (id) => {
        if (failing.has(id)) throw new Error('The disk is away')
        stored.delete(id)
      },
    },
    spool: new Spool(folder),
    log: pino({ level: 'silent' }),
  })
  onTestFinished(() => sweep.close())
  return { folder, stored, known, failing, sweep }
}

const many = (count: number) => Array.from({ length: count }, (_, nth) => `f_${nth}`)

test('UP-8 a sweep removes all that is condemned, in batches', async () => {
  const { sweep, stored, known } = testSweep(many(250))
  await sweep.sweep()
  expect([stored.size, known.size]).toEqual([0, 0])
})

test('UP-8 a file that could not be removed is known until it is', async () => {
  const { sweep, stored, known, failing } = testSweep(many(3))
  failing.add('f_1')
  await sweep.sweep()
  expect(known.has('f_1')).toBe(true)
  failing.clear()
  await sweep.sweep()
  expect([stored.size, known.size]).toEqual([0, 0])
})

test('what a process that ended left half arrived goes, what arrives now stays', async () => {
  const { sweep, folder } = testSweep([])
  mkdirSync(folder, { recursive: true })
  for (const name of ['left', 'arriving']) writeFileSync(join(folder, name), 'half')
  const before = new Date(Date.now() - 2 * 3_600_000)
  utimesSync(join(folder, 'left'), before, before)
  await sweep.sweep()
  expect(readdirSync(folder)).toEqual(['arriving'])
})
