import type Database from 'better-sqlite3'
import { z } from 'zod'
import { LogCheck } from '../../../shared/contract/log-views.ts'
import { LogPage, StaffList } from '../../../shared/desk/desk.ts'
import { Sha256 } from '../../../shared/domain/ids.ts'
import { GENESIS } from '../../../shared/domain/log-chain.ts'
import { type EntryColumns, entryColumns } from './log-columns.ts'
import { keepLostTail } from './log-evidence.ts'
import { faultOfLogPage } from './log-order.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Every statement that changes the log's copy, by name. */
export const logCopySql = {
  copy: `SELECT epoch, size, head, have, at, whole FROM log_copy WHERE one = 1`,
  advance: `UPDATE log_copy SET epoch = ?, size = ?, head = ?, have = ?, at = ?, whole = ?
    WHERE one = 1`,
  put: `INSERT INTO log_entry (n, text, hash, kind, actor, case_id, rule, verb, article_id, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT article_id FROM case_item WHERE case_id = ?), ?)`,
  restart: `UPDATE log_copy SET epoch = NULL, size = 0, head = '${GENESIS}', have = 0,
    at = '', checked = NULL WHERE one = 1`,
  entryAt: `SELECT hash, at FROM log_entry WHERE n = ?`,
  tail: `SELECT n, text, hash FROM log_entry WHERE n > ? ORDER BY n`,
  cut: `DELETE FROM log_entry WHERE n > ?`,
  keepCut: `UPDATE log_copy SET epoch = NULL, size = ?, head = ?, have = have - ?, at = ?,
    checked = NULL WHERE one = 1`,
  keepCheck: `UPDATE log_copy SET checked = ? WHERE one = 1`,
  putStaff: `INSERT INTO staff (staff_id, item) VALUES (?, ?)
    ON CONFLICT (staff_id) DO UPDATE SET item = excluded.item`,
} as const
/** Done when a copy of another log begins: there is no other way than through all of it. */
const logWipeSql = { wipe: `DELETE FROM log_entry` } as const

/** What the core asks of the thread that writes, about the log. */
export const LogRequest = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('apply'),
    body: z.instanceof(ArrayBuffer),
    /** Where the copy stood when the page was asked for: anywhere else, the page is stale. */
    from: z.object({ size: z.int(), head: Sha256 }),
    whole: z.boolean(),
  }),
  z.object({ act: z.literal('forget') }),
  /** Leaves what the desk no longer has, from the entry after `to` on, for the log it has now. */
  z.object({ act: z.literal('cut'), to: z.int().min(0) }),
  z.object({ act: z.literal('staff'), staff: StaffList.shape.staff }),
  z.object({ act: z.literal('checked'), check: LogCheck }),
])
export type LogRequest = z.infer<typeof LogRequest>

/** What became of it. Only `applied` and `kept` changed anything. */
export const LogOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('applied'),
    added: z.int(),
    more: z.boolean(),
    /** Whether an entry is about the staff, so that the names may be out of date. */
    staff: z.boolean(),
  }),
  z.object({ kind: z.literal('kept') }),
  /** How many entries the desk no longer has, and the file beside the cache that keeps them. */
  z.object({ kind: z.literal('cut'), lost: z.int(), file: z.string().nullable() }),
  z.object({ kind: z.literal('stale') }),
  z.object({ kind: z.literal('other-epoch') }),
  z.object({ kind: z.literal('broken'), n: z.int(), why: z.string() }),
  z.object({ kind: z.literal('nonsense'), why: z.string() }),
])
export type LogOutcome = z.infer<typeof LogOutcome>
type Apply = Extract<LogRequest, { act: 'apply' }>

const CopyRow = z.object({
  epoch: z.string().nullable(),
  size: z.int(),
  head: z.string(),
  have: z.int(),
  at: z.string(),
  whole: z.int(),
})
const EntryRows = z.array(z.object({ n: z.int(), text: z.string(), hash: z.string() }))
const EntryAt = z.object({ hash: z.string(), at: z.string() })
type CopyRow = z.infer<typeof CopyRow>

const decoder = new TextDecoder()

/** Writes the copy of the log: a page whole and only if it follows, or nothing of it. */
export class LogCopy {
  readonly #db: Database.Database
  readonly #sql: Readonly<Record<keyof typeof logCopySql | 'wipe', Prepared>>

  constructor(db: Database.Database) {
    this.#db = db
    this.#sql = prepareAll(db, { ...logCopySql, ...logWipeSql })
  }

  run(request: LogRequest): LogOutcome {
    return this.#db
      .transaction((): LogOutcome => {
        if (request.act === 'apply') return this.#apply(request)
        if (request.act === 'cut') return this.#cut(request.to)
        if (request.act === 'checked') this.#sql.keepCheck.run(JSON.stringify(request.check))
        if (request.act === 'staff')
          for (const one of request.staff) this.#sql.putStaff.run(one.id, JSON.stringify(one))
        if (request.act === 'forget') {
          this.#sql.wipe.run()
          this.#sql.restart.run()
        }
        return { kind: 'kept' }
      })
      .immediate()
  }

  #apply({ body, from, whole }: Apply): LogOutcome {
    const page = readPage(decoder.decode(body))
    if (typeof page === 'string') return { kind: 'nonsense', why: page }
    const copy = CopyRow.parse(this.#sql.copy.get())
    return faultOfLogPage(page, copy, { from, whole }) ?? this.#put(page, copy, whole)
  }

  #cut(to: number): LogOutcome {
    const { epoch, size } = CopyRow.parse(this.#sql.copy.get())
    const tail = EntryRows.parse(this.#sql.tail.all(to))
    const file =
      tail.length > 0 && epoch !== null
        ? keepLostTail(this.#db.name, { epoch, to, size }, tail)
        : null
    this.#sql.cut.run(to)
    const last = EntryAt.optional().parse(this.#sql.entryAt.get(to))
    this.#sql.keepCut.run(last ? to : 0, last?.hash ?? GENESIS, tail.length, last?.at ?? '')
    return { kind: 'cut', lost: tail.length, file }
  }

  #put({ log, entries }: LogPage, copy: CopyRow, whole: boolean): LogOutcome {
    const rows = rowsOf(entries)
    if (!Array.isArray(rows)) return { kind: 'broken', ...rows }
    let { at } = copy
    for (const { n, text, hash, kind, actor, caseId, rule, verb, ...row } of rows) {
      if (row.at > at) at = row.at
      this.#sql.put.run(n, text, hash, kind, actor, caseId, rule, verb, caseId, at)
    }
    const { n: size, hash: head } = entries.at(-1) ?? { n: copy.size, hash: copy.head }
    const have = copy.have + entries.length
    this.#sql.advance.run(log.epoch, size, head, have, at, whole ? 1 : 0)
    return {
      kind: 'applied',
      added: entries.length,
      more: entries.length > 0 && (!whole || size < log.size),
      staff: rows.some(({ kind }) => kind.startsWith('staff.')),
    }
  }
}

type Row = LogPage['entries'][number] & EntryColumns

/** The entries with their columns, or the first that is none. */
function rowsOf(entries: LogPage['entries']): Row[] | { readonly n: number; readonly why: string } {
  const rows: Row[] = []
  for (const entry of entries) {
    const columns = entryColumns(entry.n, entry.text)
    if (typeof columns === 'string') return { n: entry.n, why: columns }
    rows.push({ ...entry, ...columns })
  }
  return rows
}

/** The page, or why the text is none. */
function readPage(text: string): LogPage | string {
  try {
    const page = LogPage.safeParse(JSON.parse(text))
    return page.success ? page.data : `${page.error.issues[0]?.message ?? 'it'} is wrong in it`
  } catch {
    return 'it is not JSON'
  }
}
