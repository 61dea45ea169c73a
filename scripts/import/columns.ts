/** Which column of an input holds what, by the names in its header or by `--map`. */
import { LABEL_RULES } from './label-rule.ts'

/** What a row can say, each with the column names it is known by; the first that is there counts. */
export const FIELDS = {
  id: ['comment_id', 'id'],
  text: ['text', 'body', 'comment'],
  author: ['author', 'handle'],
  article: ['article'],
  time: ['time', 'posted_at'],
  reports: ['reports'],
  flagging: ['n_flagging'],
  insult: ['insult'],
  profane: ['profane'],
  identity_attack: ['identity_attack'],
  threat: ['threat'],
  other: ['other'],
  spans: ['majority_spans'],
} as const satisfies Record<string, readonly string[]> & Record<keyof typeof LABEL_RULES, unknown>

export type Field = keyof typeof FIELDS
export type ColumnMap = ReadonlyMap<Field, string>

const fields = Object.keys(FIELDS) as Field[]

/** The field of this name, or undefined. */
export function fieldNamed(name: string): Field | undefined {
  return fields.find((field) => field === name)
}

/** The column names that mean this field, those asked for by `--map` alone where there are any. */
export function namesOf(field: Field, asked: ColumnMap): readonly string[] {
  const name = asked.get(field)
  return name === undefined ? FIELDS[field] : [name]
}

/** The fields that these columns hold; a column that means nothing here is left alone. */
export function columnsOf(names: readonly string[], asked: ColumnMap): ColumnMap {
  const known = new Set(names)
  const found = fields.flatMap((field): [Field, string][] => {
    const name = namesOf(field, asked).find((candidate) => known.has(candidate))
    return name === undefined ? [] : [[field, name]]
  })
  return new Map(found)
}

/** Why a table with these columns cannot be imported, in the end of a sentence; or undefined. */
export function headerFault(names: readonly string[], asked: ColumnMap): string | undefined {
  const known = columnsOf(names, asked)
  for (const [field, name] of asked)
    if (!known.has(field)) return `has no column "${name}", which --map gives to ${field}`
  for (const field of ['id', 'text'] as const)
    if (!known.has(field)) {
      const wanted = FIELDS[field].join(' or ')
      return `has no column for the ${field} (${wanted}); name it with --map ${field}=COLUMN`
    }
  return undefined
}
