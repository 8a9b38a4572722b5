/** Every `$ref` of a document that leads nowhere. */
export function brokenReferences(document: object): string[] {
  const broken: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { $ref } = node as { $ref?: unknown }
    if (typeof $ref === 'string' && at(document, $ref) === undefined) broken.push($ref)
    for (const child of Object.values(node)) visit(child)
  }
  visit(document)
  return broken
}

function at(document: object, reference: string): unknown {
  const [, ...names] = reference.split('/')
  return names.reduce<unknown>(
    (node, name) => (node as Record<string, unknown> | undefined)?.[unescaped(name)],
    document,
  )
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}
