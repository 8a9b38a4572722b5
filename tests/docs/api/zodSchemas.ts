import { z } from 'zod'
import { idSchema, type Schema } from '../../../src/services/realtime'
import { type JsonSchema, refTo } from './schemas'

/** What a zod schema takes, before it makes anything of it. */
export function takenBy(schema: Schema<unknown>): JsonSchema {
  const { $schema: _, ...taken } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== idSchema) return
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema]
      Object.assign(jsonSchema, refTo('Id'))
    },
  })
  return taken
}

/** Ids stand everywhere; zod shows of them only that they are texts or numbers. */
export const ID_COMPONENT: JsonSchema = {
  description: 'An id is an opaque text; a number is taken for its digits.',
  anyOf: [{ type: 'string', pattern: '^[A-Za-z0-9_.:@-]{1,128}$' }, { type: 'number' }],
}
