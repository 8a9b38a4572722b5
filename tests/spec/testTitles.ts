import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const RULE_ID = /\b[A-Z]{2}-\d+\b|\bI(?:1[0-3]|[1-9])\b/g

/** Every rule id that the titles of all tests cite. */
export function citedRules(): Set<string> {
  return new Set(testFiles().flatMap((path) => titlesIn(path).flatMap(ruleIds)))
}

export function ruleIds(text: string): string[] {
  return text.match(RULE_ID) ?? []
}

export function testFiles(): string[] {
  return ['src', 'tests']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => /\.(test|spec|contract|property)\.tsx?$/.test(path))
}

/** The titles of a file's tests and groups; of a template, the fixed words. */
function titlesIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const titles: string[] = []
  const visit = (node: ts.Node): void => {
    const title =
      ts.isCallExpression(node) && isTest(node.expression) ? node.arguments[0] : undefined
    if (title) titles.push(fixedWords(title))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return titles
}

/** `test`, `test.each(…)`, `describe.for(…)` and their like. */
function isTest(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return ['test', 'it', 'describe'].includes(called.text)
  if (ts.isPropertyAccessExpression(called)) return isTest(called.expression)
  return ts.isCallExpression(called) && isTest(called.expression)
}

function fixedWords(title: ts.Expression): string {
  if (ts.isStringLiteralLike(title)) return title.text
  if (!ts.isTemplateExpression(title)) return ''
  return [title.head.text, ...title.templateSpans.map(({ literal }) => literal.text)].join('…')
}
