import { changed, type DeskCase, type DeskState, emptyDesk, logged } from './desk-state.ts'
import { contested, endedBy, makerOf, withDecision } from './desk-contests.ts'
import type { Bug } from './bugs.ts'
import type { Ask, CaseRow, GoneRow, Page, Told } from './messages.ts'
import { readCursor, writeCursor } from '../../src/desk/services/cursor.ts'
import { goneFor } from '../../src/desk/services/feed.ts'
import { answeredBefore, requestHash } from '../../src/desk/services/push.ts'
import { ownEndedBy } from '../../src/desk/services/contesting.ts'
import { loosensInterim } from '../../src/desk/services/interim.ts'
import { liftedBy, settledIn, unknownIn } from '../../src/desk/services/ruling.ts'
import { newest } from '../../src/desk/services/standing.ts'
import { type Verdict, verdictOn } from '../../src/desk/services/verdict.ts'
import { type DecideOp, OpAnswer } from '../../src/shared/desk/push.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { sha256 } from '../../src/desk/log/entry-text.ts'

const KEY = 'the key of the model’s cursors'
const SCOPE = 'all'
/** Small, so that pages, log pages and batches are several. */
const PAGE = 2
const LOG_PAGE = 4

/** What happens to the desk while it takes in its next push. */
export type Fate = 'crash before commit' | 'crash after commit' | 'defect'

/** Where a cursor is, for whoever checks that it never goes back. */
export const seqOf = (cursor: string | null): number =>
  cursor === null ? 0 : readCursor(KEY, cursor).seq

/** An author's edit that is not committed yet; `seq` is taken early only by a seeded bug. */
interface OpenEdit {
  readonly caseId: string
  readonly seq: number | undefined
}

/**
 * One desk. Its rules are the product's; its storage is a value, so that a backup is a reference
 * and a transaction an assignment.
 */
export class Desk {
  state: DeskState = emptyDesk()
  fate: Fate | undefined
  readonly #bug: Bug | undefined
  #backup: DeskState | undefined
  #edits: OpenEdit[] = []
  #texts = 0
  #epochs = 1

  constructor(bug: Bug | undefined, cases: number) {
    this.#bug = bug
    for (let no = 1; no <= cases; no++) this.#report(no)
  }

  /** Answers a call; undefined where the desk died of it. */
  answer(ask: Ask, staffId: string): Told | undefined {
    const { epoch, log, logHead } = this.state
    const head = { epoch, size: log.length, head: logHead }
    switch (ask.kind) {
      case 'hello':
        return { kind: 'hello', epoch, log: head }
      case 'changes':
        return this.#changes(ask.cursor)
      case 'push':
        return this.#push(ask, staffId)
      case 'log': {
        const entries = log.slice(ask.after, ask.after + LOG_PAGE)
        return { kind: 'log', page: { log: head, entries } }
      }
    }
  }

  /** A new report: the row changes, neither of its revisions does. */
  report(caseId: string): boolean {
    const case_ = this.#live(caseId)
    if (!case_) return false
    this.state = changed(this.state, case_)
    return true
  }

  beginEdit(caseId: string): boolean {
    if (!this.#live(caseId) || this.#edits.some((edit) => edit.caseId === caseId)) return false
    const early = this.#bug === 'sequence taken before commit'
    if (early) this.state = { ...this.state, seq: this.state.seq + 1 }
    this.#edits.push({ caseId, seq: early ? this.state.seq : undefined })
    return true
  }

  commitEdit(): string | undefined {
    const edit = this.#edits.shift()
    const case_ = edit && this.#live(edit.caseId)
    if (!case_) return undefined
    const bodyRev = case_.bodyRev + 1
    const revised = { ...case_, bodyRev, ...this.#text() }
    this.state = logged(changed(this.state, revised, edit.seq), {
      kind: 'comment.revised',
      caseId: case_.caseId,
      bodyRev,
    })
    return case_.caseId
  }

  deleteByAuthor(caseId: string): boolean {
    const case_ = this.#live(caseId)
    if (!case_ || case_.deletedByAuthor) return false
    this.state = changed(this.state, { ...case_, deletedByAuthor: true })
    return true
  }

  /** Erases text and row; what arrives for it later is *gone*. */
  purge(caseId: string): boolean {
    const case_ = this.#live(caseId)
    if (!case_) return false
    this.state = changed(this.state, { ...case_, body: null })
    return true
  }

  /** Forgets the tombstones: whoever has not seen them must begin again. */
  compact(): boolean {
    const { cases, floor } = this.state
    const tombs = [...cases.values()].filter(({ body, buried }) => body === null && !buried)
    if (tombs.length === 0) return false
    const kept = new Map(cases)
    for (const tomb of tombs) kept.set(tomb.caseId, { ...tomb, buried: true })
    const lost = Math.max(floor, ...tombs.map(({ seq }) => seq))
    this.state = {
      ...this.state,
      cases: kept,
      floor: this.#bug === 'no tombstone floor' ? floor : lost,
    }
    return true
  }

  backUp(): void {
    this.#backup = this.state
  }

  /** Puts the backup back, under the name of a new history. */
  restore(): boolean {
    if (!this.#backup) return false
    this.crash()
    this.state = this.#backup
    if (this.#bug === 'epoch kept after restore') return true
    this.#epochs += 1
    const epoch = `e_000${this.#epochs}`
    this.state = logged({ ...this.state, epoch }, { kind: 'epoch.began', epoch })
    return true
  }

  /** What was not committed is lost. */
  crash(): void {
    this.#edits = []
    this.fate = undefined
  }

  #live(caseId: string): DeskCase | undefined {
    const case_ = this.state.cases.get(caseId)
    return case_?.body === null ? undefined : case_
  }

  #text(): Pick<DeskCase, 'body' | 'bodyCommit'> {
    this.#texts += 1
    const body = `text ${this.#texts}`
    const salt = this.#texts.toString(16).padStart(64, '0')
    return { body, bodyCommit: bodyCommit(sha256, salt, body) }
  }

  #report(no: number): void {
    this.state = changed(this.state, {
      no,
      caseId: `case ${no}`,
      seq: 0,
      bodyRev: 1,
      decRev: 0,
      deletedByAuthor: false,
      buried: false,
      decisions: [],
      contests: [],
      ...this.#text(),
    })
  }

  #changes(from: string | null): Told {
    const cursor = from === null ? undefined : readCursor(KEY, from)
    const { epoch, seq: headSeq, cases } = this.state
    const gone = goneFor(cursor, this.state)
    if (gone) return { kind: 'cursor-gone', gone }
    const after = cursor?.seq ?? 0
    const rows = [...cases.values()]
      .filter(({ seq, buried }) => seq > after && !buried)
      .sort((a, b) => a.seq - b.seq)
    const more = rows.length > PAGE
    const items = rows.slice(0, PAGE).map(rowOf)
    const seq = more ? (items.at(-1)?.seq ?? headSeq) : headSeq
    const page: Page = {
      from,
      next: writeCursor(KEY, { epoch, seq, scope: SCOPE }),
      more,
      epoch,
      items,
    }
    return { kind: 'page', page }
  }

  #push(
    { epoch, ops }: Extract<Ask, { kind: 'push' }>,
    staffId: string,
  ): Extract<Told, { kind: 'pushed' | 'epoch-gone' }> | undefined {
    const { fate, state: before } = this
    const foreign = epoch !== before.epoch && this.#bug !== 'push of an old epoch accepted'
    if (foreign) return { kind: 'epoch-gone', epoch: before.epoch }
    this.fate = undefined
    const results = ops.map((op, i) =>
      fate === 'defect' && i === 0 ? retry(op) : this.#answerOp(op, staffId),
    )
    if (fate === 'crash before commit') this.state = before
    if (fate === 'crash before commit' || fate === 'crash after commit') {
      this.crash()
      return undefined
    }
    return { kind: 'pushed', epoch: this.state.epoch, results }
  }

  /** The answer the op has had, byte for byte, or the one it gets now and for ever. */
  #answerOp(op: DecideOp, staffId: string): OpAnswer {
    const { opId } = op
    const hash = requestHash({ ...op }, staffId)
    const had = this.#bug === 'no dedupe' ? undefined : this.state.answers.get(opId)
    const before = answeredBefore(had, { opId, hash })
    if (before !== undefined) return OpAnswer.parse(JSON.parse(before))
    const answer = this.#decide(op, staffId)
    if (this.#bug !== 'only applied answers stored' || answer.status === 'applied') {
      const answers = new Map(this.state.answers)
      answers.set(opId, { requestHash: hash ?? '', answer: JSON.stringify(answer) })
      this.state = { ...this.state, answers }
    }
    return answer
  }

  #decide(op: DecideOp, staffId: string): OpAnswer {
    const { opId, caseId } = op
    const case_ = this.state.cases.get(caseId)
    if (!case_) return rejected(op, 'no such case')
    const stray = op.rules && unknownIn(op.rules, case_.contests).stray
    const verdict: Verdict =
      stray === undefined
        ? verdictOn(op, this.#asItIs(op, case_))
        : { kind: 'reject', message: `${stray} is not contested` }
    if (verdict.kind === 'apply') return this.#apply(op, case_, staffId)
    this.state = logged(this.state, { kind: 'decision.refused', opId, caseId })
    const answer = refusal(op, case_, { verdict, logN: this.state.log.length })
    if (verdict.kind === 'contest')
      this.state = contested(this.state, case_, { op, verdict, staffId, bug: this.#bug })
    return answer
  }

  #asItIs(op: DecideOp, case_: DeskCase): Parameters<typeof verdictOn>[1] {
    const { decisions } = case_
    const as = { case_, revision: case_, decisions }
    if (this.#bug === 'ruling on what nobody saw' && op.rules)
      return { ...as, case_: { ...case_, decRev: op.expect.decRev } }
    if (this.#bug !== 'body revision ignored') return as
    const revision = { ...case_, bodyCommit: op.bodyCommit }
    return { case_: { ...case_, bodyRev: op.expect.bodyRev }, revision, decisions }
  }

  #apply(op: DecideOp, case_: DeskCase, staffId: string): OpAnswer {
    const { opId, caseId, rules, verb } = op
    const { bodyCommit: seen, contests, decisions } = case_
    const isLead = rules !== undefined
    const settled = rules && settledIn(rules, contests).settled
    const fault = settled ?? (isLead ? undefined : loosensInterim(op, decisions))
    if (fault !== undefined) {
      this.state = logged(this.state, { kind: 'decision.refused', opId, caseId })
      return rejected(op, fault)
    }
    const named = contests.filter((each) => rules?.contests.includes(each.opId))
    const lifts = isLead ? liftedBy(verb, decisions, named) : undefined
    const made = { by: { id: staffId, name: staffId }, isLead, lifts }
    const decided = withDecision(case_, op, made)
    const ended = ownEndedBy(contests, {
      ...{ op, maker: makerOf(staffId), decisions, editedAlone: false },
    })
    if (this.#bug !== 'ruling leaves its contest open')
      ended.push(...named.map((each) => each.opId))
    const next = changed(this.state, endedBy(decided, ended, opId))
    const { decRev } = decided
    this.state = logged(next, {
      kind: 'decision.applied',
      opId,
      caseId,
      decRev,
      text: seen,
      seenBy: opId,
    })
    const logN = this.state.log.length
    if (rules)
      this.state = logged(this.state, {
        ...{ kind: 'contest.ruled', caseId, opId, contests: rules.contests },
      })
    return { status: 'applied', opId, decRev, seq: next.seq, logN }
  }
}

const rejected = ({ opId }: DecideOp, message: string): OpAnswer => ({
  ...{ status: 'rejected', opId, code: 'bad-input', message },
})

const retry = ({ opId }: DecideOp): OpAnswer => ({ status: 'retry', opId, afterMs: 60_000 })

function refusal(
  op: DecideOp,
  { bodyRev, decRev, decisions }: DeskCase,
  told: { readonly verdict: Exclude<Verdict, { kind: 'apply' }>; readonly logN: number },
): OpAnswer {
  const { verdict, logN } = told
  const { opId } = op
  switch (verdict.kind) {
    case 'reject':
      return rejected(op, verdict.message)
    case 'contest': {
      const { edited, decided, concurs } = verdict
      const kinds = [decided ? ('decided' as const) : [], edited ? ('edited' as const) : []].flat()
      const decision = newest(decisions)?.settled ?? null
      const standing = { revisions: { bodyRev, decRev }, decision }
      const sameOutcome = concurs !== undefined
      return { status: 'conflict', opId, kinds, standing, sameOutcome, logN }
    }
    case 'gone':
      return { status: 'gone', opId, logN }
  }
}

function rowOf(case_: DeskCase): CaseRow | GoneRow {
  const { seq, caseId, body, decisions, ...rest } = case_
  if (body === null) return { t: 'gone', seq, caseId }
  return { ...rest, t: 'case', seq, caseId, decided: decisions.map(({ settled }) => settled) }
}
