import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where tests start servers, the longest first: no worker ends long after the others. */
const LONG = ['tests/fault/', 'tests/guides/', 'tests/cluster/', 'tests/', 'src/services/']

/**
 * A worker goes on to the next file with all that it has loaded if that file is of its project and
 * environment, and ends otherwise: those of one kind stand side by side.
 */
export class KeptTogether extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map(files.map((file) => [file, place(file.moduleId)]))
    const sorted = await super.sort(files)
    return sorted.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0))
  }
}

function place(path: string): number {
  const inOrder = LONG.findIndex((folder) => relative(process.cwd(), path).startsWith(folder))
  if (inOrder >= 0) return inOrder
  return LONG.length + (wantsPage(path) ? 0 : 1)
}

function wantsPage(path: string): boolean {
  return readFileSync(path, 'utf8').startsWith('// @vitest-environment')
}
