/** What was cut in a comment and not decided yet: places only, for a journal holds no comment text. */
import { z } from 'zod'
import { CaseId, Sha256 } from '../domain/ids.ts'
import { RuleCode } from '../domain/terms.ts'
import { Span } from '../domain/text.ts'

/** The most cuts of a draft: as many as a decision can have. */
const MAX_CUTS = 200

/** The cuts that were begun on one text of a comment; one without a rule waits for it. */
export const CutsDraft = z.strictObject({
  caseId: CaseId,
  /** The text they were made on: on another they mean nothing. */
  bodyCommit: Sha256,
  /** In order and apart. None: the draft is forgotten. */
  cuts: z.array(z.strictObject({ span: Span, rule: RuleCode.nullable() })).max(MAX_CUTS),
})
export type CutsDraft = z.infer<typeof CutsDraft>

/** The most drafts that are kept; beyond them the oldest is forgotten. */
export const MAX_DRAFTS = 200
