import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--allow-natives-syntax')
const haveSameShape = new Function('one', 'other', 'return %HaveSameMap(one, other)') as (
  one: object,
  other: object,
) => boolean

/** How many hidden classes of the engine objects have that were made one after the other. */
export function shapesOf(objects: readonly object[]): number {
  const shapes: object[] = []
  for (const object of objects) {
    if (!shapes.some((shape) => haveSameShape(shape, object))) shapes.push(object)
  }
  return shapes.length
}
