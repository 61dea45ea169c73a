import { overlayOf } from '../../src/main/core/services/overlay.ts'
import { faultOfLogPage } from '../../src/main/core/store/log-order.ts'
import { placeOfPage } from '../../src/main/core/store/page-order.ts'
import { outcomeOf } from '../../src/main/core/sync/answers.ts'
import {
  decideNext,
  type EngineEvent,
  type EngineState,
  stopped,
} from '../../src/main/core/sync/engine.ts'
import { isForked } from '../../src/main/core/sync/greet.ts'
import { reaches } from '../../src/main/core/sync/pull.ts'
import { answersExactly, inOrder } from '../../src/main/core/sync/push.ts'
import type { LogHead, LogPage } from '../../src/shared/desk/desk.ts'
import type { DecideOp, OpAnswer } from '../../src/shared/desk/push.ts'
import type { Verb } from '../../src/shared/domain/terms.ts'
import type { Bug } from './bugs.ts'
import {
  type Cache,
  type Copy,
  type Delivery,
  emptyCache,
  emptyCopy,
  Journal,
} from './console-disk.ts'
import { opIdOf } from './op-names.ts'
import type { Ask, Call, Page, Told } from './messages.ts'

/** Small, so that what waits goes in several batches. */
const PUSH_OPS = 2

/** What each of the two cuts where they amend: neither all that the other does. */
const CUT: readonly [number, number][] = [
  [0, 4],
  [2, 6],
]

/** Thrown at a write boundary where a history has this console killed. */
class Killed extends Error {}

export interface ConsoleNeeds {
  readonly index: number
  readonly name: string
  readonly bug: Bug | undefined
  readonly send: (call: Call, ask: Ask) => void
}

/**
 * One console. What it decides is the product's (`decideNext`, the delivery table and the rules of
 * `core/sync`); its two files are values in memory, written at the same boundaries.
 */
export class Console {
  readonly name: string
  readonly staffId: string
  readonly journal = new Journal()
  cache: Cache = emptyCache
  copy: Copy = emptyCopy
  /** What it told its person is wrong with the log. */
  alarm: string | undefined
  /** At which write boundary from now it is killed. */
  killAt = 0
  engine: EngineState = stopped
  readonly #needs: ConsoleNeeds
  #greeting: string | undefined
  #sent: readonly Delivery[] = []
  #calls = 0
  #hello = 0
  /** The head of the log when the hello was asked: it may have grown since. */
  #knownThen: LogHead | undefined
  #logCall = false
  #ids = 0
  #notBefore = new Set<string>()

  constructor(needs: ConsoleNeeds) {
    this.#needs = needs
    this.name = needs.name
    this.staffId = `stf_${needs.name}-of-the-desk`
  }

  /** Makes a decision on a case as it is shown, or a ruling; undefined where it cannot be made. */
  decide(caseId: string, verb: Exclude<Verb, 'restore'>, isRuling = false): DecideOp | undefined {
    const row = this.cache.rows.get(caseId)
    if (!row || this.overlay(caseId)?.kind === 'hidden') return undefined
    const open = row.contests.filter(({ endedBy }) => endedBy === null)
    if (isRuling && open.length === 0) return undefined
    const { bodyRev, decRev, bodyCommit } = row
    const op: DecideOp = {
      v: 1,
      opId: this.#newId(),
      n: ++this.journal.n,
      madeAt: '2026-05-12T14:32:00.000Z',
      ageMs: null,
      offsetMs: null,
      kind: 'decide',
      caseId,
      verb,
      ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
      cuts: verb === 'amend' ? [{ span: CUT[this.#needs.index] ?? [0, 1], rule: 'CON-ABU' }] : [],
      restores: null,
      note: null,
      answers: [],
      bodyCommit,
      expect: { bodyRev, decRev },
      ...(isRuling && { rules: { contests: open.map(({ opId }) => opId), words: 'So be it.' } }),
    }
    this.journal.add(op)
    return op
  }

  /** What its own newest decision does to how a case is shown. */
  overlay(caseId: string): ReturnType<typeof overlayOf> {
    const newest = this.journal.onCase(caseId)
    const hasOverlay = this.#needs.bug !== 'no overlay after ack'
    return overlayOf(newest && (hasOverlay ? newest : { ...newest, shown: true }))
  }

  /** The undo windows end. */
  release(): void {
    for (const { made } of this.journal.inState('held')) this.journal.step(made, 'held', 'release')
    this.#guarded(() => this.#tell({ type: 'mail' }))
  }

  undo(): string | undefined {
    const newest = this.journal.inState('held', 'queued').at(-1)
    if (newest) this.journal.step(newest.made, newest.state, 'withdraw')
    return newest?.made
  }

  /** A timer: starts what is not running, looks for news, tries again, and forgets to wait. */
  tick(): void {
    this.#notBefore.clear()
    this.#guarded(() => this.#tell({ type: this.engine.at === 'stopped' ? 'start' : 'tick' }))
  }

  poke(): void {
    this.#guarded(() => this.#tell({ type: 'news' }))
  }

  /** The call under way is given up. */
  lose(): void {
    this.#logCall = false
    this.#guarded(() => {
      const { at } = this.engine
      if (at === 'greeting' || at === 'pulling' || at === 'pushing') this.#fail()
    })
  }

  /** The process ends; the files stay. A start releases what was held and sends again what left. */
  crash(): void {
    this.engine = stopped
    this.killAt = 0
    this.#greeting = undefined
    this.#hello = 0
    this.#logCall = false
    this.#sent = []
    this.#notBefore.clear()
    for (const { made } of this.journal.inState('sending'))
      this.journal.step(made, 'sending', 'lose contact')
    for (const { made } of this.journal.inState('held')) this.journal.step(made, 'held', 'release')
    this.#noteShown(() => true)
  }

  /** Takes in an answer, whenever it comes. */
  receive(call: Call, told: Told): void {
    if (!this.#awaits(call, told)) return
    this.#guarded(() => {
      switch (told.kind) {
        case 'hello':
          this.#greeted(told)
          break
        case 'page':
          this.#page(told.page)
          break
        case 'cursor-gone':
          this.#cursorGone(told.gone.gone)
          break
        case 'pushed':
        case 'epoch-gone':
          this.#pushed(told)
          break
        case 'log':
          this.#log(told.page, call.copy)
          break
      }
    })
  }

  /**
   * Less than an HTTP client knows, so that more is tried: only a hello is matched with its call. A
   * page counts if it was asked for in this round, an answer if any push waits for one.
   */
  #awaits(call: Call, told: Told): boolean {
    switch (told.kind) {
      case 'hello':
        return call.id === this.#hello
      case 'page':
      case 'cursor-gone':
        return call.round === this.cache.round
      case 'pushed':
      case 'epoch-gone':
        return this.engine.at === 'pushing'
      case 'log':
        return true
    }
  }

  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      this.crash()
    }
  }

  /** A boundary between two writes: here a history may kill the console. */
  #boundary(): void {
    if (this.killAt === 0) return
    this.killAt -= 1
    if (this.killAt === 0) throw new Killed()
  }

  #newId(): string {
    this.#ids += 1
    return opIdOf(this.#needs.index, this.#ids)
  }

  #send(ask: Ask): number {
    const { index, send } = this.#needs
    const { size, head } = this.copy
    const id = ++this.#calls
    send({ console: index, id, round: this.cache.round, copy: { size, head } }, ask)
    return id
  }

  #tell(event: EngineEvent): void {
    const { state, effect } = decideNext(this.engine, event)
    this.engine = state
    if (effect === 'greet' || ((effect === 'pull' || effect === 'push') && !this.#greeting))
      this.#greet()
    else if (effect === 'pull') this.#send({ kind: 'changes', cursor: this.cache.cursor })
    else if (effect === 'push') this.#push()
  }

  #greet(): void {
    this.#knownThen = this.journal.known
    this.#hello = this.#send({ kind: 'hello', known: this.#knownThen })
  }

  #fail(): void {
    this.#loseContact()
    this.#greeting = undefined
    this.#hello = 0
    this.#tell({ type: 'failed' })
  }

  #loseContact(): void {
    for (const { made } of this.#sent) this.journal.step(made, 'sending', 'lose contact')
    this.#sent = []
  }

  #greeted({ epoch, log }: Extract<Told, { kind: 'hello' }>): void {
    const known = this.#knownThen
    this.#hello = 0
    if (known && isForked(known, log)) {
      this.alarm = `the log of ${log.epoch} ends at ${log.size} and was seen with ${known.size}`
      this.#fail()
      return
    }
    if (this.cache.epoch !== null && this.cache.epoch !== epoch) this.#forget()
    this.#boundary()
    this.journal.known = log
    this.#greeting = epoch
    this.#tell({ type: 'greeted' })
  }

  /** The next page is the first. Rows stay until the new ones are whole. */
  #forget(): void {
    const { rows, round } = this.cache
    this.cache = { ...emptyCache, rows, round: round + 1 }
  }

  #cursorGone(why: 'epoch' | 'compacted' | 'scope'): void {
    if (this.engine.at !== 'pulling') return
    if (why === 'epoch') this.#tell({ type: 'other-epoch' })
    else {
      this.#forget()
      this.#tell({ type: 'pulled', more: true, mail: false })
    }
  }

  #page(page: Page): void {
    const isPulling = this.engine.at === 'pulling'
    const place = placeOfPage(this.cache, page)
    const isLate = place === 'stale' && this.#needs.bug !== 'late page applied'
    if (place === 'other-epoch' || isLate) {
      if (!isPulling) return
      if (isLate) this.#tell({ type: 'pulled', more: true, mail: false })
      else this.#tell({ type: 'other-epoch' })
      return
    }
    this.#boundary()
    this.#put(page)
    this.#boundary()
    const touched = new Set(page.items.map(({ caseId }) => caseId))
    this.#noteShown(({ caseId }) => touched.has(caseId))
    this.#boundary()
    const mail = !page.more && this.#sendLostAgain(page.epoch)
    if (isPulling) this.#tell({ type: 'pulled', more: page.more, mail })
    if (!page.more) this.#askForLog()
  }

  /** Rows and cursor together: one transaction. */
  #put(page: Page): void {
    const { next: cursor, epoch, more, items } = page
    if (this.#needs.bug === 'cursor saved before rows') {
      this.cache = { ...this.cache, cursor, epoch }
      this.#boundary()
    }
    const { round, whole } = this.cache
    const rows = new Map(this.cache.rows)
    const settled = new Set(this.cache.settled)
    for (const item of items) {
      if (item.t === 'gone') rows.delete(item.caseId)
      else {
        rows.set(item.caseId, { ...item, round })
        for (const { opId } of item.decided) settled.add(opId)
      }
    }
    if (!more && !whole)
      for (const [caseId, row] of rows) if (row.round < round) rows.delete(caseId)
    this.cache = { cursor, epoch, round, whole: whole || !more, rows, settled }
  }

  #noteShown(which: (delivery: Delivery) => boolean): void {
    for (const one of this.journal.inState('settled').filter(which)) {
      const row = this.cache.rows.get(one.caseId)
      const shown = one.shown || this.cache.settled.has(one.opId) || reaches(row?.decRev, one)
      this.journal.change(one.made, { shown })
    }
  }

  /** What the desk settled in another epoch and does not show now was lost, and goes again. */
  #sendLostAgain(epoch: string): boolean {
    if (this.#needs.bug === 'no replay after restore') return false
    const outside = this.journal.inState('settled').filter((one) => one.epoch !== epoch)
    const lost = outside.filter(({ opId }) => !this.cache.settled.has(opId))
    for (const { made } of outside) this.journal.change(made, { epoch })
    for (const { made } of lost) this.journal.step(made, 'settled', 'change epoch')
    const unknown = this.#contestsLost(epoch)
    return lost.length + unknown > 0
  }

  /** What the desk contested in another epoch and shows no contest of was lost too, and goes again. */
  #contestsLost(epoch: string): number {
    const outside = this.journal
      .inState('contested', 'superseded')
      .filter((one) => one.epoch !== epoch)
    const unknown = outside.filter(
      ({ opId, caseId }) =>
        !this.cache.rows.get(caseId)?.contests.some((contest) => contest.opId === opId),
    )
    for (const { made } of outside) this.journal.change(made, { epoch })
    if (this.#needs.bug === 'contest lost with a backup') return 0
    for (const { made, state } of unknown) this.journal.step(made, state, 'change epoch')
    return unknown.length
  }

  #push(): void {
    const { bug } = this.#needs
    const ready = inOrder(
      this.journal.inState('queued', 'unsure'),
      (id) => !this.#notBefore.has(id),
    )
    const batch = ready.slice(0, PUSH_OPS)
    if (batch.length === 0) {
      this.#tell({ type: 'pushed', more: false, sent: false })
      return
    }
    this.#boundary()
    for (const { made, state } of batch) {
      if (bug === 'new id on retry' && state === 'unsure') this.#rename(made)
      this.journal.step(made, state, 'send')
    }
    this.#boundary()
    this.#sent = batch.map(({ made }) => this.journal.deliveries.get(made) ?? never(made))
    const epoch = this.#greeting ?? never('a greeting')
    if (bug === 'outbox item dropped on send')
      for (const { made } of batch) this.journal.deliveries.delete(made)
    this.#send({ kind: 'push', epoch, ops: this.#sent.map(({ op }) => op) })
  }

  #rename(made: string): void {
    const opId = this.#newId()
    const { op } = this.journal.deliveries.get(made) ?? never(made)
    this.journal.change(made, { opId, op: { ...op, opId } })
  }

  #pushed(told: Extract<Told, { kind: 'pushed' | 'epoch-gone' }>): void {
    const isOurs = told.epoch === this.#greeting
    const believes = isOurs || this.#needs.bug === 'answer from another epoch accepted'
    if (told.kind === 'epoch-gone' || !believes) {
      this.#loseContact()
      this.#tell({ type: 'other-epoch' })
      return
    }
    if (!answersExactly(this.#sent, told.results)) {
      this.#fail()
      return
    }
    this.#boundary()
    for (const answer of told.results) this.#apply(answer)
    const answered = new Set(told.results.map(({ opId }) => opId))
    this.#sent = []
    this.#boundary()
    this.#noteShown(({ opId }) => answered.has(opId))
    this.#tell({ type: 'pushed', more: this.#hasMail(), sent: true })
  }

  #hasMail(): boolean {
    return this.journal.inState('queued', 'unsure').some(({ opId }) => !this.#notBefore.has(opId))
  }

  #apply(answer: OpAnswer): void {
    const sent = this.#sent.find(({ opId }) => opId === answer.opId)
    if (!sent) return
    const { events, kept } = outcomeOf(answer)
    this.journal.follow(sent.made, events)
    if (!kept) {
      this.#notBefore.add(answer.opId)
      return
    }
    const epoch = this.#greeting ?? never('a greeting')
    const { decRev } = kept
    this.journal.change(sent.made, { epoch, decRev, shown: false, status: answer.status })
    if (answer.status === 'applied') this.#supersede(sent)
  }

  #supersede({ caseId, n }: Delivery): void {
    const earlier = this.journal
      .inState('contested')
      .filter((one) => one.caseId === caseId && one.n < n)
    for (const { made } of earlier) this.journal.step(made, 'contested', 'supersede')
  }

  #askForLog(): void {
    if (this.#logCall) return
    this.#logCall = true
    this.#send({ kind: 'log', after: this.copy.size })
  }

  #log(page: LogPage, from: Call['copy']): void {
    this.#logCall = false
    const fault = faultOfLogPage(page, this.copy, { from, whole: true })
    if (fault?.kind === 'broken') this.alarm = `entry ${fault.n}: ${fault.why}`
    if (fault?.kind === 'other-epoch') this.copy = emptyCopy
    if (fault) {
      if (fault.kind !== 'broken') this.#askForLog()
      return
    }
    const { entries } = page
    const { n: size, hash: head } = entries.at(-1) ?? { n: this.copy.size, hash: this.copy.head }
    const { epoch } = page.log
    this.copy = { epoch, size, head, entries: [...this.copy.entries, ...entries] }
    this.#boundary()
    this.#keepHead()
    if (entries.length > 0 && size < page.log.size) this.#askForLog()
  }

  /** The copy may be thrown away, so the head that was seen stays with the decisions. */
  #keepHead(): void {
    const { known } = this.journal
    const { epoch, size, head, entries } = this.copy
    if (epoch === null || known?.epoch !== epoch) return
    const shown = known.size === 0 ? undefined : entries[known.size - 1]
    if (shown && shown.hash !== known.head)
      this.alarm = `entry ${known.size} is another than before`
    else if (size > known.size) this.journal.known = { epoch, size, head }
  }
}

function never(what: string): never {
  throw new Error(`the model lost ${what}`)
}
