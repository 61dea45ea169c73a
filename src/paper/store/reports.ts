import type { Span } from '../../shared/domain/text.ts'
import type { Db } from './open.ts'

export interface NewReport {
  readonly commentId: number
  /** Names the report within its comment for ever: a second one of the same key is not stored. */
  readonly key: string
  readonly rule: string | null
  readonly words: string
  readonly spans: readonly Span[]
  readonly bodyRev: number
  readonly at: string
  readonly reporter: string
  readonly email: string | null
}

/** An event as the desk is told of it; of a report, with its parts. */
export interface EventRow {
  readonly seq: number
  readonly type: 'report' | 'edited' | 'author-deleted'
  readonly at: string
  readonly commentId: number
  readonly bodyRev: number
  readonly reportId: number | null
  readonly rule: string | null
  readonly words: string | null
  readonly reporter: string | null
  readonly email: string | null
}

export type Reports = ReturnType<typeof openReports>

/** Reports and the feed of events, whose order is the order of the commits. */
export function openReports(db: Db) {
  const insert = db.prepare<
    [number, string, string | null, string, number, string, string, string | null]
  >(
    `INSERT INTO report (comment_id, key, rule, words, body_rev, at, reporter, email)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (comment_id, key) DO NOTHING`,
  )
  const insertSpan = db.prepare<[number, number, number, number]>(
    'INSERT INTO report_span (report_id, position, from_unit, to_unit) VALUES (?, ?, ?, ?)',
  )
  const insertEvent = db.prepare<[EventRow['type'], string, number, number, number | null]>(
    'INSERT INTO event (type, at, comment_id, body_rev, report_id) VALUES (?, ?, ?, ?, ?)',
  )
  const has = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM report WHERE comment_id = ? AND key = ?',
  )
  const any = db.prepare<[number], { id: number }>(
    'SELECT id FROM report WHERE comment_id = ? LIMIT 1',
  )
  const after = db.prepare<[number, number], EventRow>(
    `SELECT e.seq, e.type, e.at, e.comment_id AS commentId, e.body_rev AS bodyRev,
       e.report_id AS reportId, r.rule, r.words, r.reporter, r.email
     FROM event e LEFT JOIN report r ON r.id = e.report_id
     WHERE e.seq > ? ORDER BY e.seq LIMIT ?`,
  )
  const spans = db.prepare<[number], { from: number; to: number }>(
    `SELECT from_unit AS "from", to_unit AS "to" FROM report_span
     WHERE report_id = ? ORDER BY position`,
  )

  return {
    /** Stores a report with its event; false when its key was there. Call it in a transaction. */
    add(report: NewReport): boolean {
      const { commentId, key, rule, words, bodyRev, at, reporter, email } = report
      const made = insert.run(commentId, key, rule, words, bodyRev, at, reporter, email)
      if (made.changes === 0) return false
      const id = Number(made.lastInsertRowid)
      report.spans.forEach(([from, to], position) => insertSpan.run(id, position, from, to))
      insertEvent.run('report', at, commentId, bodyRev, id)
      return true
    },
    has: (commentId: number, key: string) => has.get(commentId, key) !== undefined,
    /** Whether anybody has reported it: only then is a change to it the desk's business. */
    any: (commentId: number) => any.get(commentId) !== undefined,
    noteChange(
      type: 'edited' | 'author-deleted',
      { commentId, bodyRev, at }: Pick<EventRow, 'commentId' | 'bodyRev' | 'at'>,
    ): void {
      insertEvent.run(type, at, commentId, bodyRev, null)
    },
    eventsAfter: (seq: number, limit: number) => after.all(seq, limit),
    spansOf: (reportId: number): Span[] => spans.all(reportId).map(({ from, to }) => [from, to]),
  }
}
