import { invariant } from '../../shared/domain/problem.ts'
import { Terms } from '../../shared/domain/terms.ts'
import type { Db } from './open.ts'

export type TermsStore = ReturnType<typeof openTerms>

/** The versions of the user terms that the site was given. */
export function openTerms(db: Db) {
  const put = db.prepare<[string, string, string, string]>(
    `INSERT INTO terms (version, effective_from, received_at, document) VALUES (?, ?, ?, ?)
     ON CONFLICT (version) DO UPDATE SET effective_from = excluded.effective_from,
       received_at = excluded.received_at, document = excluded.document
     WHERE document <> excluded.document`,
  )
  const inForce = db.prepare<[string], { document: string }>(
    `SELECT document FROM terms
     ORDER BY effective_from <= ? DESC, effective_from DESC, received_at DESC LIMIT 1`,
  )

  return {
    /** Keeps a version; the same version again changes nothing unless its words differ. */
    put(terms: Terms, now: string): void {
      put.run(terms.version, terms.effectiveFrom, now, JSON.stringify(terms))
    },
    /** The version in force: the newest that has come into effect. */
    inForce(now: string): Terms {
      const row = inForce.get(now)
      invariant(row !== undefined, 'the first version is put when the site is made')
      return Terms.parse(JSON.parse(row.document))
    },
  }
}
