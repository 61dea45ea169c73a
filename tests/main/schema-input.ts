/** Input that a JSON Schema allows, drawn by chance; now and then a value that really exists. */
import fc from 'fast-check'
import { z } from 'zod'

const Node = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  maxItems: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
})
type Node = z.infer<typeof Node>

/** Values that fit the schema, those in `known` of the same type among them. */
export function inputOf(schema: unknown, known: readonly unknown[]): fc.Arbitrary<unknown> {
  const node = Node.parse(schema)
  const some = known.filter((value) => typeOf(value) === node.type)
  const drawn = byShape(node, known)
  return some.length === 0 || node.enum !== undefined || node.const !== undefined
    ? drawn
    : fc.oneof(drawn, fc.constantFrom(...some))
}

function typeOf(value: unknown): string {
  return typeof value === 'number' ? 'integer' : typeof value
}

function byShape(node: Node, known: readonly unknown[]): fc.Arbitrary<unknown> {
  if (node.const !== undefined) return fc.constant(node.const)
  if (node.enum) return fc.constantFrom(...node.enum)
  const either = node.anyOf ?? node.oneOf
  if (either) return fc.oneof(...either.map((one) => inputOf(one, known)))
  return byType(node, known)
}

function byType(node: Node, known: readonly unknown[]): fc.Arbitrary<unknown> {
  switch (node.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(node.properties ?? {}).map(([name, part]) => [name, inputOf(part, known)]),
        ),
      )
    case 'array':
      return arrayOf(node, known)
    case 'integer':
    case 'number':
      return numberOf(node)
    case 'string':
      return stringOf(node)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case undefined:
    default:
      return fc.jsonValue()
  }
}

function arrayOf({ prefixItems, items, maxItems }: Node, known: readonly unknown[]) {
  if (prefixItems) return fc.tuple(...prefixItems.map((one) => inputOf(one, known)))
  return fc.array(inputOf(items ?? {}, known), { maxLength: Math.min(maxItems ?? 6, 6) })
}

function numberOf({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Node) {
  const max = Math.min(maximum, Number.MAX_SAFE_INTEGER)
  const min = Math.max(minimum, Number.MIN_SAFE_INTEGER)
  return fc.oneof(
    fc.integer({ min, max: Math.min(max, min + 30) }),
    fc.maxSafeInteger().map((n) => Math.min(max, Math.max(min, n))),
  )
}

function stringOf({ pattern, minLength = 0, maxLength = 60 }: Node) {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'binary' })
}
