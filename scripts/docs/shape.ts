import { z } from 'zod'

interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** A schema's shape as a short line of text: `{ no: integer, rule?: string | null }`. */
export function shapeOf(schema: z.ZodType, depth = 2): string {
  const json: JsonSchema = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as never
  return shape(json, depth)
}

function shape(json: JsonSchema, depth: number): string {
  const choices = json.anyOf ?? json.oneOf
  if (choices) return [...new Set(choices.map((choice) => shape(choice, depth)))].join(' | ')
  if (json.enum) return json.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (json.const !== undefined) return JSON.stringify(json.const)
  if (json.prefixItems) return `[${json.prefixItems.map((item) => shape(item, depth)).join(', ')}]`
  if (json.type === 'array') return `(${json.items ? shape(json.items, depth) : 'any'})[]`
  if (json.properties) return members(json, depth)
  return [json.type ?? 'any'].flat().join(' | ')
}

function members(json: JsonSchema, depth: number): string {
  const properties = Object.entries(json.properties ?? {})
  if (properties.length === 0) return '{}'
  if (depth === 0) return '{ … }'
  const inside = properties.map(([name, value]) => {
    const optional = json.required?.includes(name) ? '' : '?'
    return `${name}${optional}: ${shape(value, depth - 1)}`
  })
  return `{ ${inside.join(', ')} }`
}
