import type Database from 'better-sqlite3'
import { z } from 'zod'
import { awaitsRuling, type Contest } from '../../../shared/desk/contest.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Stands for every lead, where a contest waits for one: no member of staff has this id. */
const LEADS = ''

/** Every statement that reads whom which contest concerns, by name: all by key. */
export const contestSql = {
  ofParty: `SELECT no, op_id AS opId, state, since FROM contest_party WHERE party IN (?, ?)`,
  onCase: `SELECT no, op_id AS opId, state, since FROM contest_party
    WHERE no = ? AND party IN (?, ?)`,
  onOp: `SELECT no, op_id AS opId, state, since FROM contest_party WHERE op_id = ?`,
} as const

/** The two that keep them, beside the cases' own. */
export const contestWriteSql = {
  putParty: `INSERT OR IGNORE INTO contest_party (no, op_id, party, state, since)
    VALUES (?, ?, ?, ?, ?)`,
  dropParties: `DELETE FROM contest_party WHERE no = ?`,
} as const

const PartyRow = z.object({
  no: z.int(),
  opId: z.string(),
  /** It waits for a lead, or (the author edited) for its maker, or it has ended and may be read. */
  state: z.enum(['waits', 'edited', 'ended']),
  /** When it reached the desk, in milliseconds since 1970. */
  since: z.int(),
})
/** A contest as one of those it concerns has it listed. */
export type PartyRow = z.infer<typeof PartyRow>

/** Who is looking: a person, and whether as a lead. */
export interface Party {
  readonly staffId: string
  readonly isLead: boolean
}

/** Which contests concern whom, as the desk's rows say. */
export class ContestReader {
  readonly #sql: Readonly<Record<keyof typeof contestSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, contestSql)
  }

  /** All that concern this person. */
  of({ staffId, isLead }: Party): PartyRow[] {
    return rows(this.#sql.ofParty.all(staffId, isLead ? LEADS : staffId))
  }

  /** Those on one case. */
  on(no: number, { staffId, isLead }: Party): PartyRow[] {
    return rows(this.#sql.onCase.all(no, staffId, isLead ? LEADS : staffId))
  }

  /** A contest by the decision that was not applied, or undefined where it is not here. */
  named(opId: string): PartyRow | undefined {
    return rows(this.#sql.onOp.all(opId))[0]
  }
}

function rows(found: unknown): PartyRow[] {
  return z.array(PartyRow).parse(found)
}

/** Keeps whom the contests of a case concern, as its row says. */
export function keepContests(
  sql: Readonly<Record<keyof typeof contestWriteSql, Prepared>>,
  item: CaseItem,
  isKnown: boolean,
): void {
  const { no, contests } = item
  if (isKnown) sql.dropParties.run(no)
  for (const contest of contests) {
    const { opId, arrivedAt } = contest.decision
    for (const party of partiesOf(contest, item))
      sql.putParty.run(no, opId, party, stateOf(contest), Date.parse(arrivedAt))
  }
}

function stateOf(contest: Contest): PartyRow['state'] {
  if (contest.ending) return 'ended'
  return awaitsRuling(contest) ? 'waits' : 'edited'
}

/**
 * Its maker, and where somebody else had decided, that person; every lead while it waits for one.
 * Whoever ended it has nothing to be told.
 */
function partiesOf(contest: Contest, { decisions }: CaseItem): string[] {
  const { decision, kinds, first, ending } = contest
  const met = decisions.find(({ opId }) => opId === first)
  const people = kinds.some((kind) => kind !== 'edited') && met ? [met.by.id] : []
  const all = [decision.by.id, ...people]
  if (ending) return all.filter((id) => id !== ending.by.id)
  return awaitsRuling(contest) ? [LEADS, ...all] : all
}
