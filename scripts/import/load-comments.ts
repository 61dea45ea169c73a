/** Rows to batches to the paper, one batch at a time, and the count of what became of them. */
import type { ImportItem, ImportResult } from '../../src/shared/platform/operator.ts'
import { MAX_BATCH } from '../../src/shared/platform/operator.ts'
import { readComment, type RowRules } from './comment-row.ts'
import type { InputRow } from './input-row.ts'
import type { Reject } from './reject-file.ts'

/** The size at which a batch is sent though more comments would fit, in UTF-16 units of text. */
const BATCH_UNITS = 512 * 1024
/** How many broken rows wait for a batch to fill before they are listed. */
const MAX_WAITING = 1000

/** What became of the rows so far. */
export interface Tally {
  readonly read: number
  readonly added: number
  readonly existing: number
  readonly refused: number
  readonly reports: number
  /** How far into the file, in bytes. */
  readonly bytes: number
}

export const NOTHING: Tally = { read: 0, added: 0, existing: 0, refused: 0, reports: 0, bytes: 0 }

export interface Load {
  readonly rows: AsyncIterable<InputRow>
  readonly rules: RowRules
  /** Sends a batch; one result an item, in their order. */
  readonly send: (items: readonly ImportItem[]) => Promise<readonly ImportResult[]>
  readonly reject: (reject: Reject) => void
  /** Told after each batch. */
  readonly onTally: (tally: Tally) => void
}

type Waiting =
  | { readonly line: number; readonly item: ImportItem; readonly id: string }
  | ({ readonly item: undefined } & Reject)

function waitingFor(row: InputRow, rules: RowRules): Waiting {
  if (!row.ok) return { line: row.line, item: undefined, id: '', reason: row.reason }
  const comment = readComment(row.columns, rules)
  return comment.ok
    ? { line: row.line, item: comment.item, id: comment.id }
    : { line: row.line, item: undefined, id: comment.id, reason: comment.reason }
}

const unitsOf = ({ body, reports }: ImportItem) =>
  body.length + reports.reduce((sum, { words, spans }) => sum + words.length + 8 * spans.length, 0)

function counted(tally: Tally, { status, reportsAdded }: ImportResult): Tally {
  const field = { added: 'added', exists: 'existing', refused: 'refused' } as const
  const key = field[status]
  return { ...tally, [key]: tally[key] + 1, reports: tally.reports + reportsAdded }
}

/** Sends what waits, lists what was refused in the order of the file, and counts. */
async function flush(
  { send, reject }: Load,
  waiting: readonly Waiting[],
  tally: Tally,
): Promise<Tally> {
  const items = waiting.flatMap(({ item }) => (item === undefined ? [] : [item]))
  const results = items.length === 0 ? [] : await send(items)
  let next = tally
  let at = 0
  for (const one of waiting) {
    if (one.item === undefined) {
      reject(one)
      next = { ...next, refused: next.refused + 1 }
      continue
    }
    const result = results[at++]
    if (result === undefined) throw new Error('the paper gave fewer results than items')
    if (result.status === 'refused')
      reject({ line: one.line, id: one.id, reason: result.reason ?? 'was refused by the paper' })
    next = counted(next, result)
  }
  return next
}

/** Loads every row. Throws what `send` throws; what was sent before that stays loaded. */
export async function loadComments(load: Load): Promise<Tally> {
  let tally = NOTHING
  let waiting: Waiting[] = []
  let items = 0
  let units = 0
  const flushed = async () => {
    tally = await flush(load, waiting, tally)
    waiting = []
    items = 0
    units = 0
    load.onTally(tally)
  }
  for await (const row of load.rows) {
    const next = waitingFor(row, load.rules)
    waiting.push(next)
    tally = { ...tally, read: tally.read + 1, bytes: row.end }
    if (next.item !== undefined) {
      items++
      units += unitsOf(next.item)
    }
    if (items === MAX_BATCH || units >= BATCH_UNITS || waiting.length >= MAX_WAITING)
      await flushed()
  }
  await flushed()
  return tally
}
