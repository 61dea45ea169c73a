import { z } from 'zod'
import { invariant, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { DecideOp, PushAnswer } from '../../../shared/desk/push.ts'
import type { DeliveryEvent, DeliveryState } from '../../../shared/domain/delivery.ts'
import type { Delivery, WaitingRow } from '../store/deliveries.ts'
import type { Errand, ErrandOp } from '../store/errands.ts'
import { applyAnswer, applyErrandAnswer } from './answers.ts'
import type { SyncContext } from './context.ts'
import { noteEndings } from './endings.ts'
import { noteShown } from './pull.ts'

/** An op that leaves: a decision or an errand as it stands, or a first sight, which has no state. */
interface Letter {
  readonly opId: string
  readonly text: string
  readonly delivery: Delivery | undefined
  readonly errand: Errand | undefined
}

/** An op that may leave. What is about no case that others wait for has an empty `caseId`. */
interface Waiting extends WaitingRow {
  readonly write: () => Letter
}

/** To which history the batch goes, and how large it may be. */
export interface PushLimits {
  readonly epoch: string
  readonly pushOps: number
  readonly pushBytes: number
}

export type PushResult =
  | {
      readonly type: 'pushed'
      readonly more: boolean
      readonly sent: boolean
      /** When to try again what the desk could not take yet, in milliseconds from now. */
      readonly againMs: number | undefined
    }
  /** The desk goes on under another history: nothing was applied. */
  | { readonly type: 'other-epoch'; readonly epoch: string }

/** However long the desk asks for: what waits is offered again after this, and timers can count it. */
const LONGEST_WAIT_MS = 60 * 60_000

/** Sends what may leave, in the order it was made, one batch at a time. */
export class Push {
  readonly #context: SyncContext
  /** Of ops that the desk asked to be sent later: when, on the monotonic clock. */
  readonly #notBefore = new Map<string, number>()

  constructor(context: SyncContext) {
    this.#context = context
  }

  /** What was being sent when contact was lost, by a crash too, goes again under the same id. */
  recover(): void {
    const { journal } = this.#context
    const { deliveries, errands } = journal
    this.#loseContact([...deliveries.inState('sending'), ...errands.inState('sending')])
  }

  /** Sends one batch. Throws the problem where the desk cannot be reached or talks nonsense. */
  async run(limits: PushLimits): Promise<PushResult> {
    const { letters, more } = this.#choose(limits)
    if (letters.length === 0)
      return { type: 'pushed', more: false, sent: false, againMs: this.#soonest() }
    this.#markSending(letters)
    const answer = await this.#send(letters, limits.epoch)
    if ('gone' in answer) return { type: 'other-epoch', epoch: answer.gone }
    this.#apply(letters, answer)
    return { type: 'pushed', more, sent: true, againMs: this.#soonest() }
  }

  #choose({ pushOps, pushBytes }: PushLimits): { letters: Letter[]; more: boolean } {
    const ready = inOrder(this.#waiting(), (opId) => this.#mayLeave(opId))
    const letters: Letter[] = []
    let bytes = 0
    for (const waiting of ready) {
      if (letters.length === pushOps) break
      const letter = waiting.write()
      bytes += Buffer.byteLength(letter.text)
      if (letters.length > 0 && bytes > pushBytes - 1024) break
      letters.push(letter)
    }
    return { letters, more: letters.length < ready.length }
  }

  /** What may leave, in the order it was made; each is read and written out only when it goes. */
  #waiting(): Waiting[] {
    const { deliveries, errands, seen } = this.#context.journal
    const decisions = deliveries
      .sendable()
      .map((row) => ({ ...row, write: () => this.#decision(row) }))
    const asked = errands.sendable().map((row) => ({ ...row, write: () => this.#errand(row) }))
    const sights = seen.waiting().map(({ opId, n, op }) => ({
      ...{ opId, n, caseId: '' },
      write: () => ({ opId, text: op, delivery: undefined, errand: undefined }),
    }))
    return [...decisions, ...asked, ...sights].sort((a, b) => a.n - b.n)
  }

  #decision({ opId }: WaitingRow): Letter {
    const { journal, decide, deskClock } = this.#context
    const delivery = journal.deliveries.get(opId)
    invariant(delivery !== undefined, `there is no decision ${opId}`)
    const text = delivery.sent ?? withOffset(delivery.op, deskClock.offsetMs())
    return { opId, text: sendable(text, decide.ageMs(opId)), delivery, errand: undefined }
  }

  #errand({ opId }: WaitingRow): Letter {
    const { journal, deskClock } = this.#context
    const errand = journal.errands.get(opId)
    invariant(errand !== undefined, `there is no errand ${opId}`)
    const text = errand.sent ?? withOffset(errand.op, deskClock.offsetMs())
    return { opId, text, delivery: undefined, errand }
  }

  /** How long the desk asked for before this is sent again, in milliseconds; 0 where it did not. */
  askedForMs(opId: string): number {
    return Math.max(0, (this.#notBefore.get(opId) ?? 0) - this.#context.clock.monotonic())
  }

  #mayLeave(opId: string): boolean {
    return this.askedForMs(opId) === 0
  }

  /** On disk before the first byte leaves; from here on it cannot be withdrawn. */
  #markSending(letters: readonly Letter[]): void {
    const { journal, moved } = this.#context
    journal.write(() => {
      for (const { opId, text, delivery, errand } of letters) {
        const from = (delivery ?? errand)?.state === 'unsure' ? 'unsure' : 'queued'
        if (delivery) journal.deliveries.keepSent(opId, text)
        if (errand) journal.errands.keepSent(opId, text)
        this.#step(opId, from, 'send')
      }
    })
    moved(movable(letters))
  }

  async #send(letters: readonly Letter[], epoch: string): Promise<PushAnswer | Gone> {
    const { desk, token, log, journal } = this.#context
    let gone = epoch
    try {
      const { mark } = journal.facts()
      const pushed = await desk.push(
        token,
        { epoch, mark },
        letters.map(({ text }) => text),
      )
      if (pushed.kind === 'answered') {
        if (pushed.answer.epoch === epoch) return believed(letters, pushed.answer)
        log.error('answer-of-another-epoch')
      } else gone = pushed.epoch
    } catch (error) {
      this.#loseContact(movable(letters))
      throw error
    }
    this.#loseContact(movable(letters))
    return { gone }
  }

  #apply(letters: readonly Letter[], { results, epoch, mark }: PushAnswer): void {
    const { journal, clock, moved } = this.#context
    const answers = new Map(results.map((result) => [result.opId, result]))
    journal.write(() => {
      for (const { opId, delivery, errand } of letters) {
        const answer = answers.get(opId)
        if (!answer) continue
        if (delivery) applyAnswer(delivery, answer, { journal, epoch })
        else if (errand) applyErrandAnswer(errand, answer, { journal, epoch })
        else if (answer.status !== 'retry') journal.seen.answered(opId, epoch)
      }
      journal.keepMark(mark)
    })
    for (const answer of results) {
      if (answer.status === 'retry')
        this.#notBefore.set(
          answer.opId,
          clock.monotonic() + Math.min(answer.afterMs, LONGEST_WAIT_MS),
        )
      else this.#notBefore.delete(answer.opId)
    }
    moved(movable(letters))
    // A page may have come before the answer did, and have told how it ended.
    noteEndings(({ opId }) => answers.has(opId), this.#context)
    noteShown(journal.deliveries.settledAmong([...answers.keys()]), this.#context)
  }

  #loseContact(opIds: readonly string[]): void {
    const { journal, moved } = this.#context
    if (opIds.length === 0) return
    journal.write(() => {
      for (const opId of opIds) this.#step(opId, 'sending', 'lose contact')
    })
    moved(opIds)
  }

  /** Moves a decision or an errand, whichever has this id. */
  #step(opId: string, from: DeliveryState, event: DeliveryEvent): void {
    const { deliveries, errands } = this.#context.journal
    if (!deliveries.step(opId, from, event)) errands.step(opId, from, event)
  }

  #soonest(): number | undefined {
    if (this.#notBefore.size === 0) return undefined
    return Math.max(0, Math.min(...this.#notBefore.values()) - this.#context.clock.monotonic())
  }
}

/** Those that may leave: one that must wait keeps back what came after it on its case, no more. */
export function inOrder<T extends { readonly opId: string; readonly caseId: string }>(
  letters: readonly T[],
  mayLeave: (opId: string) => boolean,
): T[] {
  const kept = new Set<string>()
  return letters.filter(({ opId, caseId }) => {
    if (mayLeave(opId) && !kept.has(caseId)) return true
    if (caseId !== '') kept.add(caseId)
    return false
  })
}

/** What was known of the clock when the key was pressed is better than what is known of it now. */
function withOffset(op: DecideOp | ErrandOp, offsetMs: number | null): string {
  return JSON.stringify({ ...op, offsetMs: op.offsetMs ?? offsetMs })
}

const Sendable = z.looseObject({})

/** The op as it was first sent, but for its age: that is of now, or unknown after a restart. */
function sendable(text: string, ageMs: number | null): string {
  return JSON.stringify({ ...Sendable.parse(JSON.parse(text)), ageMs })
}

function movable(letters: readonly Letter[]): string[] {
  return letters.flatMap(({ opId, delivery, errand }) => (delivery || errand ? [opId] : []))
}

/** The epoch that the desk is in. */
interface Gone {
  readonly gone: string
}

interface Named {
  readonly opId: string
}

/** Whether these answer exactly what was sent, each once. */
export function answersExactly(sent: readonly Named[], results: readonly Named[]): boolean {
  const asked = new Set(sent.map(({ opId }) => opId))
  const told = new Set(results.map(({ opId }) => opId))
  const once = told.size === results.length && told.size === asked.size
  return once && [...told].every((opId) => asked.has(opId))
}

/** The answer, if it answers exactly what was sent; else none of it is believed. */
function believed(letters: readonly Letter[], answer: PushAnswer): PushAnswer {
  if (answersExactly(letters, answer.results)) return answer
  throw new ProblemError(
    problem('desk-nonsense', 'The desk answered other decisions than it was sent.'),
  )
}
