import type Database from 'better-sqlite3'
import { z } from 'zod'
import { CutsDraft, MAX_DRAFTS } from '../../../shared/contract/drafts.ts'
import { prepareAll } from './prepared.ts'

/** Every statement over cuts that were begun, by name. */
export const draftSql = {
  keepDraft: `INSERT INTO cuts_draft (case_id, body_commit, cuts, i)
    VALUES (?, ?, ?, (SELECT ifnull(max(i), 0) + 1 FROM cuts_draft))
    ON CONFLICT (case_id) DO UPDATE
    SET body_commit = excluded.body_commit, cuts = excluded.cuts, i = excluded.i`,
  dropDraft: `DELETE FROM cuts_draft WHERE case_id = ?`,
  listDrafts: `SELECT case_id AS caseId, body_commit AS bodyCommit, cuts FROM cuts_draft ORDER BY i DESC`,
  pruneDrafts: `DELETE FROM cuts_draft
    WHERE i <= (SELECT i FROM cuts_draft ORDER BY i DESC LIMIT 1 OFFSET ${MAX_DRAFTS})`,
} as const

const Row = z.object({ caseId: z.string(), bodyCommit: z.string(), cuts: z.string() })

/** What a person began to cut and has not decided. It holds places in a text, never the text. */
export class Drafts {
  readonly #statements

  constructor(db: Database.Database) {
    this.#statements = prepareAll(db, draftSql)
  }

  /** Keeps the draft of a case in the place of the one before; without cuts there is none. */
  keep({ caseId, bodyCommit, cuts }: CutsDraft): void {
    const { keepDraft, pruneDrafts } = this.#statements
    if (cuts.length === 0) {
      this.drop(caseId)
      return
    }
    keepDraft.run(caseId, bodyCommit, JSON.stringify(cuts))
    pruneDrafts.run()
  }

  drop(caseId: string): void {
    this.#statements.dropDraft.run(caseId)
  }

  /** All of them, the newest first. */
  list(): CutsDraft[] {
    return this.#statements.listDrafts.all().map((row) => {
      const { cuts, ...rest } = Row.parse(row)
      const places: unknown = JSON.parse(cuts)
      return CutsDraft.parse({ ...rest, cuts: places })
    })
  }
}
