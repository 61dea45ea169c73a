import canonicalize from 'canonicalize'
import type { Terms } from '../../shared/domain/terms.ts'
import { sha256 } from '../log/entry-text.ts'
import { insertJob } from '../store/job-rows.ts'
import { insertTerms, termsOf } from '../store/site-rows.ts'
import type { WriteTx } from '../store/write.ts'

/** Adds a version of the terms to a title and has it published there; one it has stays as it is. */
export async function addTerms(tx: WriteTx, siteId: string, terms: Terms): Promise<void> {
  if (await termsOf(tx.db, siteId, terms.version)) return
  const textHash = sha256(new TextEncoder().encode(canonicalize(terms)))
  await insertTerms(tx, siteId, { terms, textHash })
  tx.log({
    kind: 'terms.published',
    site: siteId,
    data: { terms: terms.id, version: terms.version, textHash },
  })
  const key = terms.version
  await insertJob(tx, { siteId, kind: 'publish-terms', key, caseId: null, rank: 0 })
}
