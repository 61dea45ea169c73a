import type { SyncView } from '../../../shared/contract/models.ts'
import { LIMITS } from '../../../shared/desk/desk.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { type Problem, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Cancel, Chance } from '../ports.ts'
import { backoff } from './backoff.ts'
import type { SyncContext } from './context.ts'
import { CaseWalk } from './case-walk.ts'
import { DriftWatch } from './drift-watch.ts'
import { decideNext, type Effect, type EngineEvent, type EngineState, stopped } from './engine.ts'
import { greet, type Greeting } from './greet.ts'
import { endsSession, handIn } from './last-push.ts'
import { Live } from './live.ts'
import { Notes } from './notes.ts'
import { CACHE_REMADE } from '../store/store-problem.ts'
import { noteEndings } from './endings.ts'
import { PageAhead } from './page-ahead.ts'
import { noteShown, pull } from './pull.ts'
import { Push } from './push.ts'
import { type Standing, syncView } from './sync-view.ts'
import { WakeWatch } from './wake-watch.ts'

const LOOK_EVERY_MS = 30_000
/** After a wake the network comes back in its own time: for so long tries come one after the other. */
const HURRY_MS = 15_000
const HURRIED_MS = 300

export interface RunnerNeeds extends SyncContext {
  readonly chance: Chance
  /** Told once when the desk has ended this person's session on this device. */
  readonly ended: (why: Problem) => void
  /** Lets what is held leave: what the last run left, once, and what a last push takes with it. */
  readonly releaseAll: () => void
  /** How much the desk may not have yet. */
  readonly waiting: () => number
  /** Told when all is here and nothing waits: what is in no hurry can begin. */
  readonly caughtUp: () => void
  /** Told of what failed; answers whether a damaged file was behind it, which is then put right. */
  readonly stumbled: (error: unknown) => boolean
}

/** Carries out what the engine decides, one thing at a time, and says how it stands. */
export class SyncRunner {
  readonly #needs: RunnerNeeds
  readonly #push: Push
  readonly #drift = new DriftWatch()
  readonly #pages: PageAhead
  readonly #walk: CaseWalk
  readonly #wake: WakeWatch
  readonly #notes: Notes
  #hurriesUntil = 0
  /** Whether what was under way was dropped, so that the next try follows at once. */
  #dropped = false
  #state: EngineState = stopped
  #standing: Standing = { offlineSince: null, problem: null, left: 0, caughtUp: false }
  #greeting: Greeting | undefined
  /** When the next try is, on the monotonic clock. */
  #tryAt = 0
  #live: Live | undefined
  #recovered = false
  #timer: Cancel = () => undefined
  #again: Cancel = () => undefined

  constructor(needs: RunnerNeeds) {
    this.#needs = needs
    this.#push = new Push(needs)
    const { desk, token } = needs
    this.#pages = new PageAhead((cursor) =>
      desk.changes(token, cursor, this.#greeting?.pullMax ?? LIMITS.pullMax),
    )
    this.#walk = new CaseWalk({
      ...needs,
      isResting: () => this.#state.at === 'resting',
      anew: () => this.tell({ type: 'news' }),
    })
    this.#wake = new WakeWatch(needs.clock, () => this.hurry())
    this.#notes = new Notes(needs.clock, () => this.#changed())
  }

  /** Tells the engine; does at once what it decides. */
  tell(event: EngineEvent): void {
    const { state, effect } = decideNext(this.#state, event)
    this.#state = state
    if (effect) this.#do(effect)
  }

  /** Stops for good; what is under way is not waited for and changes nothing any more. */
  stop(): void {
    this.tell({ type: 'stop' })
  }

  /**
   * Tries at once, after the device has slept or the network changed: a call that was under way
   * before may never be answered, so it is dropped, and once more where the first try hangs too.
   */
  hurry(): void {
    if (!this.#isRunning()) return
    const { clock, desk, log } = this.#needs
    log.info('woke')
    this.#hurriesUntil = clock.monotonic() + HURRY_MS
    this.#live?.stop()
    this.#live = undefined
    desk.drop()
    this.#pages.forget()
    this.#dropped = isUnderWay(this.#state)
    this.tell({ type: 'now' })
    clock.after(HURRY_MS / 3, () => {
      if (this.#isRunning() && this.#state.at === 'greeting') desk.drop()
    })
  }

  /** Says something beside how sync stands: for a minute, or, of what needs help, until the end. */
  note(told: Problem): void {
    this.#notes.say(told)
  }

  view(): SyncView {
    const note = this.#notes.current
    const at = { ...this.#standing, state: this.#state, tryAt: this.#tryAt, note }
    return syncView(at, this.#needs)
  }

  /** How long the desk asked for before this is sent again, in milliseconds; 0 where it did not. */
  askedForMs(opId: string): number {
    return this.#push.askedForMs(opId)
  }

  #do(effect: Effect): void {
    this.#timer()
    switch (effect) {
      case 'greet':
      case 'pull':
      case 'push':
        void this.#attempt(effect)
        break
      case 'rest':
        this.#rest()
        break
      case 'wait':
        this.#wait()
        break
      case 'halt':
        this.#again()
        this.#notes.stop()
        this.#walk.stop()
        this.#wake.stop()
        this.#live?.stop()
        break
    }
    if (effect !== 'halt') this.#changed()
  }

  #rest(): void {
    const { clock, desk, token, chance, log } = this.#needs
    const news = () => this.tell({ type: 'news' })
    const cursor = () => this.#needs.cache.read.cursor().cursor
    this.#live ??= new Live({ desk, token, clock, chance, log, cursor, news })
    if (this.#standing.caughtUp) this.#needs.caughtUp()
    this.#tickAfter(LOOK_EVERY_MS)
  }

  #wait(): void {
    const { moved, failures } = this.#state
    if (moved && !this.#standing.problem) this.#lostContact(TWO_EPOCHS)
    this.#live?.stop()
    this.#live = undefined
    const { clock, chance } = this.#needs
    if (this.#dropped) queueMicrotask(() => this.tell({ type: 'tick' }))
    this.#dropped = false
    const isHurried = clock.monotonic() < this.#hurriesUntil
    this.#tickAfter(isHurried ? HURRIED_MS : backoff(failures, chance.unit()))
  }

  #tickAfter(ms: number): void {
    const { clock } = this.#needs
    this.#tryAt = clock.monotonic() + ms
    this.#timer = clock.after(ms, () => this.tell({ type: 'tick' }))
  }

  async #attempt(effect: 'greet' | 'pull' | 'push'): Promise<void> {
    try {
      const event = await this.#run(effect)
      if (this.#isRunning()) this.tell(event)
    } catch (error) {
      if (this.#isRunning()) await this.#failed(error)
    }
  }

  /**
   * What the last run left: what was being sent goes again, and what a page had shown when it ended
   * between the cache's commit and the journal's is taken up. A full disk lets it be tried again.
   */
  #recover(): void {
    if (this.#recovered) return
    this.#push.recover()
    noteEndings(() => true, this.#needs)
    noteShown(this.#needs.journal.deliveries.unfinished(), this.#needs)
    this.#needs.releaseAll()
    this.#recovered = true
  }

  async #run(effect: 'greet' | 'pull' | 'push'): Promise<EngineEvent> {
    this.#recover()
    if (effect === 'greet' || !this.#greeting) {
      this.#greeting = await greet(this.#needs)
      const { restored } = this.#greeting
      if (restored) this.note(restored)
      this.#needs.contact.back()
      return { type: 'greeted' }
    }
    if (effect === 'pull')
      return this.#pulled(await pull(this.#needs, { pages: this.#pages, drift: this.#drift }))
    const pushed = await this.#push.run(this.#greeting)
    if (pushed.type === 'pushed' && pushed.againMs !== undefined) this.#mailAfter(pushed.againMs)
    return pushed
  }

  #pulled(result: Awaited<ReturnType<typeof pull>>): EngineEvent {
    if (result.type === 'other-epoch' || !this.#isRunning()) return { type: 'other-epoch' }
    const { left, more } = result
    if (result.remade) this.note(CACHE_REMADE)
    const whole = !more
    const { journal, cache, deskClock } = this.#needs
    if (whole) {
      journal.write(() => {
        journal.keepSynced(instant(deskClock.now()))
        journal.keepMark(cache.read.cursor().cursor)
      })
      this.#standing = { offlineSince: null, problem: null, left: 0, caughtUp: true }
    } else this.#standing = { ...this.#standing, left, offlineSince: null }
    return result
  }

  #mailAfter(ms: number): void {
    this.#again()
    this.#again = this.#needs.clock.after(ms, () => this.tell({ type: 'mail' }))
  }

  async #failed(error: unknown): Promise<void> {
    const { log, ended, stumbled } = this.#needs
    const isDamaged = stumbled(error)
    const found = isDamaged ? CACHE_REMADE : problemOf(error)
    log.error('sync-failed', { code: found.code, why: String(error) })
    const left = endsSession(found) ? await this.#handIn(found) : found
    if (!this.#isRunning()) return
    if (endsSession(left)) {
      this.stop()
      ended(left)
      return
    }
    this.#lostContact(left)
    this.tell({ type: 'failed' })
  }

  /** Answers why the session ends, or why that must wait. */
  async #handIn(why: Problem): Promise<Problem> {
    try {
      return await handIn(why, { ...this.#needs, push: this.#push })
    } catch (error) {
      this.#needs.log.info('last-push-failed', { why: String(error) })
      return problemOf(error)
    }
  }

  #lostContact(found: Problem): void {
    const offlineSince = this.#standing.offlineSince ?? this.#needs.contact.lost()
    this.#greeting = undefined
    this.#pages.forget()
    this.#standing = { ...this.#standing, offlineSince, problem: found, caughtUp: false }
  }

  #isRunning(): boolean {
    return this.#state.at !== 'stopped'
  }

  #changed(): void {
    const { emit, stumbled } = this.#needs
    try {
      emit('sync.changed', this.view())
    } catch (error) {
      if (!stumbled(error)) throw error
    }
  }
}

const isUnderWay = ({ at }: EngineState) =>
  at === 'greeting' || at === 'pulling' || at === 'pushing'

const TWO_EPOCHS = problem(
  'desk-nonsense',
  'The desk says one thing of its history in its greeting and another in its answers. It is asked again.',
)

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return problem('defect', 'Sync stumbled over something it does not know. It tries again.')
}
