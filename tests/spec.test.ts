import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citedRules, ruleIds, testFiles } from './spec/testTitles'

const FOLDER = 'docs/spec'
const RULE_LINE = /^- \*\*([A-Z]+-?\d+)\*\* \S.*[.!]$/

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'))
const rules = files.flatMap((name) => rulesIn(join(FOLDER, name)))

describe('the numbered rules', () => {
  test('are many, and so are the files that cite them', () => {
    expect(rules.length).toBeGreaterThan(60)
    expect(testFiles().length).toBeGreaterThan(25)
  })

  test('have one number each', () => {
    const twice = rules.filter((id, index) => rules.indexOf(id) !== index)
    expect(twice).toEqual([])
  })

  test('are each cited by a test', () => {
    const cited = citedRules()
    expect(rules.filter((id) => !cited.has(id))).toEqual([])
  })

  test('stand behind every id that a test cites', () => {
    const written = new Set(rules)
    expect([...citedRules()].filter((id) => !written.has(id)).sort()).toEqual([])
  })

  test('are one sentence each, on one line', () => {
    expect(files.flatMap((name) => brokenLines(join(FOLDER, name)))).toEqual([])
  })

  test('are all listed from docs/SPEC.md', () => {
    const index = readFileSync('docs/SPEC.md', 'utf8')
    expect(files.filter((name) => !index.includes(`(spec/${name})`))).toEqual([])
  })
})

function rulesIn(path: string): string[] {
  return lines(path).flatMap((line) => (line.startsWith('- **') ? ruleIds(line).slice(0, 1) : []))
}

function brokenLines(path: string): string[] {
  return lines(path)
    .filter((line) => /^- \*\*[A-Z]+-?\d+\*\*/.test(line) && !RULE_LINE.test(line))
    .map((line) => `${path}: ${line}`)
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n')
}
