import { z } from 'zod'

/** What the log is filtered by, of one entry. */
export interface EntryColumns {
  readonly kind: string
  readonly actor: string
  readonly at: string
  readonly caseId: string | null
  readonly rule: string | null
  readonly verb: string | null
}

const text = z.string().nullish().catch(null)

/** Read loosely: a newer desk may write kinds that this console does not know yet. */
const AnyEntry = z.object({
  n: z.int(),
  kind: z.string(),
  actor: z.string(),
  at: z.string(),
  data: z.object({
    caseId: text,
    verb: text,
    rule: text,
    ground: z.object({ code: z.string() }).nullish().catch(null),
  }),
})

/** The columns of the entry whose exact text this is, or why it is not the `n`-th. */
export function entryColumns(n: number, exact: string): EntryColumns | string {
  const found = AnyEntry.safeParse(jsonOf(exact))
  if (!found.success) return `entry ${n} is no entry`
  const { kind, actor, at, data } = found.data
  if (found.data.n !== n) return `entry ${n} says that it is entry ${found.data.n}`
  const rule = data.ground?.code ?? data.rule ?? null
  return { kind, actor, at, caseId: data.caseId ?? null, rule, verb: data.verb ?? null }
}

function jsonOf(exact: string): unknown {
  try {
    return JSON.parse(exact)
  } catch {
    return undefined
  }
}
