import ts from 'typescript'
import { type Sources, WIRE } from './program'
import { type Components, type JsonSchema, refTo } from './schemas'

/** No answer is deeper; a type without a name that contains itself would be. */
const DEEPEST = 12

/** Says types as JSON Schemas. Types of `src/lib` become components, all others are spelled out. */
export class TypeSchemas {
  readonly components: Components = {}

  constructor(private readonly sources: Sources) {}

  of(type: ts.Type, depth = 0): JsonSchema {
    if (type.flags & ts.TypeFlags.Any) throw new Error('Anything may be sent there')
    if (depth > DEEPEST) throw new Error(`${this.text(type)} has no end`)
    const name = wireName(type)
    if (name === undefined) return this.spelled(type, depth)
    if (!this.components[name]) {
      const component: JsonSchema = {}
      this.components[name] = component
      Object.assign(component, this.told(wireSymbol(type)), this.spelled(type, 0))
    }
    return refTo(name)
  }

  private spelled(type: ts.Type, depth: number): JsonSchema {
    return plainSchema(type) ?? this.list(type, depth) ?? this.made(type, depth)
  }

  private list(type: ts.Type, depth: number): JsonSchema | undefined {
    const { checker } = this.sources
    const { symbol } = type
    if (!checker.isArrayType(type) && symbol?.name !== 'ReadonlyArray') return undefined
    const [item] = checker.getTypeArguments(type as ts.TypeReference)
    return { type: 'array', items: item ? this.of(item, depth + 1) : {} }
  }

  private made(type: ts.Type, depth: number): JsonSchema {
    if (type.isUnion()) return this.union(type, depth)
    if (type.getCallSignatures().length > 0) throw new Error(`${this.text(type)} cannot be sent`)
    const { checker } = this.sources
    const properties = checker.getPropertiesOfType(type)
    const others = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const required = properties.filter((property) => !isOptional(property)).map(({ name }) => name)
    return {
      type: 'object',
      ...(properties.length > 0 && {
        properties: Object.fromEntries(
          properties.map((property) => [property.name, this.property(property, depth)]),
        ),
      }),
      ...(required.length > 0 && { required }),
      ...(others && { additionalProperties: this.of(others, depth + 1) }),
    }
  }

  private property(property: ts.Symbol, depth: number): JsonSchema {
    const type = this.sources.checker.getTypeOfSymbol(property)
    return { ...this.told(property), ...this.of(this.present(type), depth + 1) }
  }

  /** Without `undefined`, which JSON does not know: what is absent is absent. */
  private present(type: ts.Type): ts.Type {
    if (!type.isUnion() || type.types.some(isNull)) return type
    return this.sources.checker.getNonNullableType(type)
  }

  private union(type: ts.UnionType, depth: number): JsonSchema {
    const members = type.types.filter((member) => !(member.flags & ts.TypeFlags.Undefined))
    const values = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []))
    const ofBoolean = members.filter((member) => member.flags & ts.TypeFlags.BooleanLiteral)
    const rest = members.filter(
      (member) => !member.isStringLiteral() && !ofBoolean.includes(member),
    )
    const told = [
      ...(values.length > 0 ? [{ type: 'string', enum: values.sort() }] : []),
      ...(ofBoolean.length === 2 ? [{ type: 'boolean' }] : ofBoolean.map((one) => this.of(one))),
      ...rest.map((member) => this.of(member, depth + 1)),
    ]
    const [only] = told
    return told.length === 1 && only ? only : { anyOf: inOrder(told) }
  }

  /** A schema of the same shape, with the sentences that the type has for its properties. */
  describe(schema: JsonSchema, type: ts.Type | undefined): JsonSchema {
    const { properties } = schema as { properties?: Record<string, JsonSchema> }
    if (!properties || !type) return schema
    const described = Object.entries(properties).map(([name, property]) => [
      name,
      { ...this.told(this.sources.checker.getPropertyOfType(type, name)), ...property },
    ])
    return { ...schema, properties: Object.fromEntries(described) }
  }

  private told(symbol: ts.Symbol | undefined): JsonSchema {
    const comment = symbol?.getDocumentationComment(this.sources.checker)
    const description = ts.displayPartsToString(comment).replace(/\s+/g, ' ').trim()
    return description === '' ? {} : { description }
  }

  private text(type: ts.Type): string {
    return this.sources.checker.typeToString(type)
  }
}

const PLAIN: readonly [ts.TypeFlags, JsonSchema][] = [
  [ts.TypeFlags.Unknown, {}],
  [ts.TypeFlags.Boolean, { type: 'boolean' }],
  [ts.TypeFlags.Null, { type: 'null' }],
]

function plainSchema(type: ts.Type): JsonSchema | undefined {
  if (type.isStringLiteral()) return { type: 'string', const: type.value }
  if (type.isNumberLiteral()) return { type: 'number', const: type.value }
  if (type.flags & ts.TypeFlags.BooleanLiteral)
    return { type: 'boolean', const: (type as { intrinsicName?: string }).intrinsicName === 'true' }
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' }
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' }
  return PLAIN.find(([flags]) => type.flags & flags)?.[1]
}

/** The compiler's own order is that in which it met the types. */
function inOrder(schemas: JsonSchema[]): JsonSchema[] {
  return schemas.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function isNull(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Null) !== 0
}

function isOptional(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0
}

function wireSymbol(type: ts.Type): ts.Symbol | undefined {
  const symbol = type.aliasSymbol ?? type.symbol
  const declaration = symbol?.declarations?.[0]
  const isNamed = declaration && (ts.isInterfaceDeclaration(declaration) || type.aliasSymbol)
  return isNamed && declaration.getSourceFile().fileName.startsWith(WIRE) ? symbol : undefined
}

function wireName(type: ts.Type): string | undefined {
  const isOfSome = (type.aliasTypeArguments ?? typeArguments(type)).length > 0
  return isOfSome ? undefined : wireSymbol(type)?.name
}

function typeArguments(type: ts.Type): readonly ts.Type[] {
  return (type as { typeArguments?: readonly ts.Type[] }).typeArguments ?? []
}
