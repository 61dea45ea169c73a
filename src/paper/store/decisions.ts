import type { TokenCut } from '../../shared/domain/amendment.ts'
import type { Verb } from '../../shared/domain/terms.ts'
import type { Db } from './open.ts'

/** A decision as it was applied here, with the receipt that was given for it. */
export interface DecisionRow {
  readonly id: string
  readonly commentId: number
  readonly verb: Verb
  readonly expectRev: number
  readonly groundCode: string
  readonly groundTitle: string
  readonly groundTerms: string
  readonly decidedAt: string
  readonly notice: string
  readonly receipt: string
  readonly appliedAt: string
}

interface CutRow {
  readonly from: number
  readonly to: number
  readonly rule: string
  readonly token: string
  /** Whether the token is words that were put in. */
  readonly putIn: 0 | 1
}

const select = `SELECT id, comment_id AS commentId, verb, expect_rev AS expectRev,
  ground_code AS groundCode, ground_title AS groundTitle, ground_terms AS groundTerms,
  decided_at AS decidedAt, notice, receipt, applied_at AS appliedAt FROM decision`

export type Decisions = ReturnType<typeof openDecisions>

/** Decisions that the desk has published here. */
export function openDecisions(db: Db) {
  const byId = db.prepare<[string], DecisionRow>(`${select} WHERE id = ?`)
  const ofComment = db.prepare<[number], DecisionRow>(
    `${select} WHERE comment_id = ? ORDER BY applied_at DESC, rowid DESC`,
  )
  const cuts = db.prepare<[string], CutRow>(
    `SELECT from_unit AS "from", to_unit AS "to", rule, token, put_in AS putIn FROM cut
     WHERE decision_id = ? ORDER BY position`,
  )
  const insert = db.prepare<DecisionRow>(
    `INSERT INTO decision (id, comment_id, verb, expect_rev, ground_code, ground_title,
       ground_terms, decided_at, notice, receipt, applied_at)
     VALUES (@id, @commentId, @verb, @expectRev, @groundCode, @groundTitle,
       @groundTerms, @decidedAt, @notice, @receipt, @appliedAt)`,
  )
  const insertCut = db.prepare<[string, number, number, number, string, string, number]>(
    `INSERT INTO cut (decision_id, position, from_unit, to_unit, rule, token, put_in)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )

  return {
    byId: (id: string) => byId.get(id),
    /** The newest first. */
    ofComment: (commentId: number) => ofComment.all(commentId),
    cutsOf: (id: string): TokenCut[] =>
      cuts.all(id).map(({ from, to, rule, token, putIn }) => ({
        ...{ span: [from, to], rule, token },
        ...(putIn === 1 && { words: token }),
      })),
    /** Stores a decision and its cuts. Call it inside a transaction. */
    add(decision: DecisionRow, decisionCuts: readonly TokenCut[]): void {
      insert.run(decision)
      decisionCuts.forEach(({ span: [from, to], rule, token, words }, position) =>
        insertCut.run(decision.id, position, from, to, rule, token, words === undefined ? 0 : 1),
      )
    },
  }
}
