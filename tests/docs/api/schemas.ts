/** A JSON Schema, as OpenAPI 3.1 and AsyncAPI 3.0 have it. */
export type JsonSchema = Record<string, unknown>

/** Schemas by name, which both documents keep under the same path. */
export type Components = Record<string, JsonSchema>

export function refTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** By name, so that a document does not change where only the order of the sources does. */
export function sorted<T>(byName: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(byName).sort(([a], [b]) => (a < b ? -1 : 1)))
}
