/** Values that a schema allows, made at random from the JSON Schema that it prints. */
import fc from 'fast-check'
import { z } from 'zod'

interface Shape {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly prefixItems?: readonly Shape[]
  readonly maxItems?: number
  readonly minItems?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

function text({ pattern, minLength = 0, maxLength = 300 }: Shape): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const max = Math.min(maxLength, 300)
  return fc.oneof(
    fc.string({ minLength, maxLength: max }),
    fc.string({ unit: 'binary', minLength, maxLength: max }),
  )
}

function record({ properties = {}, required = [] }: Shape): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, valueOf(v)]))
  return fc.record(model, { requiredKeys: [...required] })
}

function list(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.prefixItems) return fc.tuple(...shape.prefixItems.map(valueOf))
  const { items = {}, minItems = 0, maxItems = 5 } = shape
  return fc.array(valueOf(items), { minLength: minItems, maxLength: Math.min(maxItems, 5) })
}

function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  const either = shape.anyOf ?? shape.oneOf
  if (either) return fc.oneof(...either.map(valueOf))
  if ('const' in shape) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  const { minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 } = shape
  const made: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
    object: () => record(shape),
    array: () => list(shape),
    string: () => text(shape),
    integer: () => fc.integer({ min: Math.ceil(minimum), max: maximum }),
    number: () => fc.double({ noNaN: true }),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
  }
  return made[String(shape.type)]?.() ?? fc.jsonValue()
}

/** Values as the schema takes them; what JSON Schema cannot say (a refinement) may be broken. */
export const fromSchema = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  valueOf(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape,
  )
