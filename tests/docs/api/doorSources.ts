import { basename, dirname } from 'node:path'
import ts from 'typescript'
import type { Sources } from './program'

/** What the sources say of a door. */
export interface DoorSource {
  /** The name of its constant; once in all contexts. */
  name: string
  /** The folder under `src/services`. */
  context: string
  summary: string
  /** Of what its function promises; none where the answer is not JSON of its own. */
  answer: ts.Type | undefined
  /** What its function is given, where the types say so: its properties carry sentences. */
  body: ts.Type | undefined
  query: ts.Type | undefined
}

/** The rows of the door table, in order. */
export function doorSources(sources: Sources): DoorSource[] {
  return namesInTable(sources.doors).map((name) => doorSource(sources, name))
}

function namesInTable(file: ts.SourceFile): ts.Identifier[] {
  const names: ts.Identifier[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'door')
      names.push(node.initializer as ts.Identifier)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return names
}

function doorSource(sources: Sources, identifier: ts.Identifier): DoorSource {
  const { checker } = sources
  const imported = checker.getSymbolAtLocation(identifier)
  const declaration = imported && checker.getAliasedSymbol(imported).valueDeclaration
  if (!declaration || !ts.isVariableDeclaration(declaration))
    throw new Error(`${identifier.text} is no constant`)
  const run = runOf(checker, declaration.initializer)
  return {
    name: identifier.text,
    context: basename(dirname(declaration.getSourceFile().fileName)),
    summary: summaryOf(checker, declaration),
    answer: run && checker.getAwaitedType(run.getReturnType()),
    body: run && givenAs('body', run, checker),
    query: run && givenAs('query', run, checker),
  }
}

const ADDRESS = /^`?(?:GET|POST|PUT|PATCH|DELETE) \/[^\s`:]*(?::\w+[^\s`:]*)*`?(?:,? or `[^`]+`)?/

/** The sentence behind the address: ``/** `GET /api/people`: members by name *​/`` */
function summaryOf(checker: ts.TypeChecker, declaration: ts.VariableDeclaration): string {
  const symbol = checker.getSymbolAtLocation(declaration.name)
  const comment = ts.displayPartsToString(symbol?.getDocumentationComment(checker))
  const sentence = comment
    .replace(/\s+/g, ' ')
    .replace(ADDRESS, '')
    .replace(/^[:,→ ]+/, '')
  if (sentence === '') throw new Error(`Nothing is said of ${declaration.name.getText()}`)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}`
}

/** The last argument of the call that makes a door; where a function makes it, of the call in that. */
function runOf(checker: ts.TypeChecker, made: ts.Node | undefined): ts.Signature | undefined {
  if (!made || !ts.isCallExpression(made)) return undefined
  const run = made.arguments.at(-1)
  const [signature] = run ? checker.getTypeAtLocation(run).getCallSignatures() : []
  if (signature) return signature
  const maker = checker.getSymbolAtLocation(made.expression)?.valueDeclaration
  return runOf(checker, maker && returnedBy(maker))
}

function returnedBy(maker: ts.Declaration): ts.Node | undefined {
  if (!ts.isFunctionDeclaration(maker)) return undefined
  return maker.body?.statements.find(ts.isReturnStatement)?.expression
}

/** Of `call.body` or `call.query`. */
function givenAs(
  part: 'body' | 'query',
  run: ts.Signature,
  checker: ts.TypeChecker,
): ts.Type | undefined {
  const [, call] = run.getParameters()
  const given = call && checker.getPropertyOfType(checker.getTypeOfSymbol(call), part)
  return given && checker.getTypeOfSymbol(given)
}
