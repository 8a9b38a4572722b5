import { resolve } from 'node:path'
import ts from 'typescript'

/** The wire's own types: what is declared here has a name in the documents. */
export const WIRE = resolve('src/lib')
const DOORS = resolve('src/server/doors.ts')
const PROTOCOL = resolve('src/lib/protocol.ts')
const HANDSHAKE = resolve('src/lib/handshakeAuth.ts')
const ERRORS = resolve('src/lib/errors.ts')
const GATEWAY = resolve('src/lib/gatewayProtocol.ts')

/** The sources as the compiler understands them: types and sentences stand nowhere else. */
export interface Sources {
  checker: ts.TypeChecker
  doors: ts.SourceFile
  protocol: ts.SourceFile
  handshake: ts.SourceFile
  errors: ts.SourceFile
  gateway: ts.SourceFile
}

export function readSources(): Sources {
  const program = ts.createProgram(
    [DOORS, PROTOCOL, HANDSHAKE, ERRORS, GATEWAY],
    OPTIONS,
    ownFilesOnly(),
  )
  const fileAt = (path: string): ts.SourceFile => {
    const file = program.getSourceFile(path)
    if (!file) throw new Error(`There is no ${path}`)
    return file
  }
  return {
    checker: program.getTypeChecker(),
    doors: fileAt(DOORS),
    protocol: fileAt(PROTOCOL),
    handshake: fileAt(HANDSHAKE),
    errors: fileAt(ERRORS),
    gateway: fileAt(GATEWAY),
  }
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  lib: ['lib.esnext.d.ts'],
  types: [],
  paths: { '@/*': [resolve('src/*')] },
}

/**
 * Packages are left out, which is most of the reading: nothing that is answered is of their types. If
 * it were it would be `any`, and refused as such.
 */
function ownFilesOnly(): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS)
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) =>
      /^(\.|@\/)/.test(text)
        ? ts.resolveModuleName(text, from, OPTIONS, host)
        : { resolvedModule: undefined },
    )
  return host
}

/** An interface or type that a file declares. */
export function typeNamed({ checker }: Sources, file: ts.SourceFile, name: string): ts.Type {
  const declared = file.statements.find(
    (node) =>
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) &&
      node.name.text === name,
  )
  if (!declared) throw new Error(`${file.fileName} has no ${name}`)
  return checker.getTypeAtLocation(declared)
}
