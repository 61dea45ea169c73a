/**
 * The far end of the wire for the renderer's tests: it follows the contract over a real pair of
 * wires, keeps its cases in memory, and can be told to refuse, to wait and to speak unasked.
 */
import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { CutsDraft } from '../../../src/shared/contract/drafts.ts'
import {
  type CaseView,
  type DeliveryView,
  type ErrandView,
  type QueueView,
  type SessionView,
  type SyncView,
  WHOLE_QUEUE,
} from '../../../src/shared/contract/models.ts'
import { type LogCheck } from '../../../src/shared/contract/log-views.ts'
import type { Burst } from '../../../src/shared/contract/bursts.ts'
import type { Reconnect } from '../../../src/shared/contract/outbox.ts'
import type { NewDecision } from '../../../src/shared/domain/decision.ts'
import { defaultTerms } from '../../../src/shared/domain/default-terms.ts'
import { type Problem, ProblemError } from '../../../src/shared/domain/problem.ts'
import { serve } from '../../../src/shared/rpc/serve.ts'
import { wirePair } from '../../../src/shared/rpc/wire.ts'
import type { Staff } from '../../../src/shared/desk/desk.ts'
import { draftHandlers } from './peer-drafts.ts'
import { nothingWaits, outboxHandlers, type PeerOutbox } from './peer-outbox.ts'
import { textIn } from './peer-texts.ts'
import { AT, aCase, decided, heldDelivery, opId, rowOf } from './cases.ts'
import { burstHandlers, withdrawOthers } from './peer-bursts.ts'
import { PeerClaims } from './peer-claims.ts'
import { PeerPeople } from './peer-people.ts'
import { flowHandlers } from './peer-flow.ts'
import {
  countsOf,
  inView,
  logHandlers,
  NEVER_CHECKED,
  type PeerLog,
  searchIn,
  suggestIn,
} from './peer-places.ts'

export interface Peer {
  readonly pair: ReturnType<typeof wirePair>
  readonly cases: Map<number, CaseView>
  readonly recorded: NewDecision[]
  readonly calls: { readonly method: string; readonly input: unknown }[]
  /** Refuses every decision from now on, or none. */
  refuse(problem: Problem | undefined): void
  /** Decisions wait for this before they are answered. */
  hold(until: Promise<void>): void
  /** Lists and cases wait for this before they are answered. */
  slow(until: Promise<void>): void
  insert(no: number, before: number | null): void
  /** Skips a revision, as where an event was lost. */
  skip(): void
  settle(delivery: DeliveryView): void
  /** This errand has reached the desk: it can't be undone any more. */
  leave(opId: string): void
  change(view: CaseView): void
  readonly log: PeerLog
  readonly waits: PeerOutbox
  /** Cuts that were begun, by case. */
  readonly drafts: Map<string, CutsDraft>
  /** Tells how sync stands from now on. */
  tellSync(parts: Partial<SyncView>): void
  /** Tells how the last time that contact came back stands. */
  tellReconnect(reconnect: Reconnect): void
  /** Tells how a check of the log stands. */
  tellCheck(check: LogCheck): void
}

const ISHBEL = { id: 'stf_ishbel', name: 'Ishbel Corrie', role: 'moderator' } as const
export const MORVEN = { id: 'stf_morven', name: 'Morven Haldry', role: 'lead' } as const

interface PeerErrand {
  view: ErrandView
  readonly no: number | null
  left: boolean
}

export interface PeerParts {
  readonly bursts?: readonly Burst[]
  readonly staff?: Staff
  readonly claims?: PeerClaims
  readonly people?: PeerPeople
}

/** A core with these cases in this order, somebody signed in. */
export function createPeer(
  nos: readonly number[],
  views: readonly CaseView[] = [],
  {
    staff = ISHBEL,
    bursts = [],
    claims = new PeerClaims(),
    people = new PeerPeople(),
  }: PeerParts = {},
): Peer {
  const pair = wirePair()
  const cases = new Map(nos.map((no) => [no, aCase(no)]))
  for (const view of views) cases.set(view.no, view)
  const recorded: NewDecision[] = []
  const calls: Peer['calls'] = []
  const deliveries = new Map<string, DeliveryView>()
  const waits = nothingWaits()
  const drafts: Peer['drafts'] = new Map()
  let told: Partial<SyncView> = {}
  const log: PeerLog = { details: new Map(), check: NEVER_CHECKED }
  let order = [...nos]
  let shown: QueueView = WHOLE_QUEUE
  let errands = 0
  const made = new Map<string, PeerErrand>()
  let rev = 1
  let refusal: Problem | undefined
  let gate = Promise.resolve()
  let slow = Promise.resolve()
  const session: SessionView = {
    ...{ state: 'signed-in', desk: { url: 'http://127.0.0.1:4100', name: 'The Strathlinn desk' } },
    ...{ staff, waiting: 0, why: null },
  }
  const sync = (): SyncView => ({
    ...{ state: 'synced', syncedAt: AT, offlineSince: null, offsetMs: 0, nextTryMs: null, held: 0 },
    ...{ waiting: 0, contested: 0, refused: 0, unpublished: 0, progress: null, problem: null },
    ...told,
  })
  const remove = (no: number) => {
    const base = rev++
    order = order.filter((other) => other !== no)
    emit('queue.changed', { base, rev, removed: [no], inserted: [] })
  }
  const insert = (no: number, before: number | null) => {
    const base = rev++
    const at = before === null ? order.length : order.indexOf(before)
    order = [...order.slice(0, at), no, ...order.slice(at)]
    emit('queue.changed', { base, rev, removed: [], inserted: [[no, before]] })
  }
  const record = async (decision: NewDecision) => {
    await gate
    if (refusal) throw new ProblemError(refusal)
    const view = [...cases.values()].find((one) => one.case.caseId === decision.caseId)
    if (!view) throw new ProblemError({ code: 'not-found', message: 'No such case.' })
    recorded.push(decision)
    drafts.delete(decision.caseId)
    const delivery = heldDelivery(view, decision, recorded.length)
    deliveries.set(delivery.opId, delivery)
    remove(view.no)
    return delivery
  }
  const undoErrand = ({ left, no, view }: PeerErrand) => {
    if (!left && no !== null) insert(no, order[0] ?? null)
    const state: ErrandView['state'] = left ? 'settled' : 'withdrawn'
    return { result: 'errand' as const, errand: { ...view, state, canUndo: false } }
  }
  const undo = ({ opId }: { opId: string | null }) => {
    const known = made.get(opId ?? '')
    if (known) return undoErrand(known)
    const delivery = deliveries.get(opId ?? '')
    if (!delivery) return { result: 'nothing' as const }
    if (!delivery.canUndo) return { result: 'too-late' as const, delivery }
    const withdrawn: DeliveryView = { ...delivery, state: 'withdrawn', canUndo: false }
    deliveries.set(delivery.opId, withdrawn)
    const others = withdrawOthers(deliveries, delivery)
    for (const { no } of [...others, delivery]) insert(no ?? 0, order[0] ?? null)
    return { result: 'withdrawn' as const, delivery: withdrawn, others }
  }
  const known = (wanted: readonly number[]) => wanted.flatMap((no) => cases.get(no) ?? [])
  const errand = (kind: ErrandView['kind'], no: number | null): ErrandView => {
    if (refusal) throw new ProblemError(refusal)
    const caseId = (no !== null && cases.get(no)?.case.caseId) || null
    if ((kind === 'escalate' || kind === 'hand') && no !== null) remove(no)
    const n = ++errands + 1000
    const view: ErrandView = { opId: opId(n), n, kind, caseId, state: 'held', canUndo: true }
    made.set(view.opId, { view, no: kind === 'raise' ? null : no, left: false })
    return view
  }
  const handlers: Handlers = {
    'session.get': () => session,
    'session.sign-in': () => session,
    'session.sign-out': () => ({ ...session, state: 'signed-out', staff: null }),
    'queue.index': async (wanted) => {
      await slow
      shown = wanted
      const nos = order.filter((no) => inView(cases.get(no), shown))
      return { rev, nos }
    },
    'queue.counts': () => countsOf(known(order)),
    'queue.rows': ({ nos: wanted }) => known(wanted).map(rowOf),
    'case.get': async ({ nos: wanted }) => {
      await slow
      return known(wanted)
    },
    'case.text': ({ no, bodyRev }) => textIn(cases.get(no), bodyRev),
    'case.seen': () => ({}),
    'case.look': () => ({}),
    'decision.record': record,
    'decision.undo': undo,
    'decision.recent': () => [...deliveries.values()].toReversed(),
    'delivery.put-away': ({ opId: put }) => {
      if (refusal) throw new ProblemError(refusal)
      const of = [...cases.values()].find((one) =>
        [one.delivery?.opId, ...one.case.contests.map(({ decision }) => decision.opId)].includes(
          put,
        ),
      )
      if (of) remove(of.no)
      return {}
    },
    'delivery.bring-back': ({ opId: back }) => {
      const of = [...cases.values()].find((one) => one.delivery?.opId === back)
      if (of) insert(of.no, order[0] ?? null)
      return {}
    },
    'case.escalate': ({ no }) => errand('escalate', no),
    'case.answer': ({ no }) => errand('answer', no),
    'case.raise': () => errand('raise', null),
    'author.note': ({ no }) => errand('note', no),
    ...people.handlers,
    ...flowHandlers({
      cases,
      errand,
      remove,
      insert,
      refused: () => refusal,
      top: () => order[0] ?? null,
    }),
    'search.comments': searchIn(() => [...cases.values()]),
    ...burstHandlers({ bursts, cases, record, deliveries }),
    'search.suggest': suggestIn(() => [...cases.values()]),
    ...logHandlers(log),
    ...claims.handlers,
    ...outboxHandlers(waits),
    ...draftHandlers(drafts, () => refusal),
    'log.verify': () => {
      log.check = { ...log.check, state: 'checking', checked: 0, of: log.details.size }
      return log.check
    },
    'site.link': ({ url }) => ({ url: url.startsWith('http://127.0.0.1/') ? url : null }),
    'staff.list': () => [ISHBEL, MORVEN],
    'terms.list': () => [defaultTerms],
    'words.list': () => [],
    'sync.get': sync,
    'sync.now': sync,
  }
  const watched = Object.fromEntries(
    Object.entries(handlers).map(([method, handle]: [string, (input: never) => unknown]) => [
      method,
      (input: never) => {
        calls.push({ method, input })
        return handle(input)
      },
    ]),
  ) as unknown as Handlers
  const emit = serve(pair.far, watched, (_id, method, error) => {
    throw new Error(`the peer failed in ${method}: ${String(error)}`)
  })
  return {
    ...{ pair, cases, recorded, calls, insert, log, waits, drafts },
    tellSync: (parts) => {
      told = parts
      emit('sync.changed', sync())
    },
    tellReconnect: (reconnect) => {
      waits.reconnect = reconnect
      emit('reconnect.changed', reconnect)
    },
    tellCheck: (check) => {
      log.check = check
      emit('log.checked', check)
    },
    refuse: (problem) => {
      refusal = problem
    },
    hold: (until) => {
      gate = until
    },
    slow: (until) => {
      slow = until
    },
    skip: () => {
      rev++
    },
    leave: (errand) => {
      const known = made.get(errand)
      if (!known) throw new Error(`no errand ${errand}`)
      known.left = true
      known.view = { ...known.view, state: 'settled', canUndo: false }
      emit('errand.changed', known.view)
    },
    settle: (delivery) => {
      const settled = { ...delivery, state: 'settled', canUndo: false, heldForMs: 0 } as const
      deliveries.set(delivery.opId, settled)
      const view = cases.get(delivery.no ?? 0)
      if (view) cases.set(view.no, decided(view, settled))
      emit('delivery.changed', settled)
      emit('case.changed', { nos: [delivery.no ?? 0] })
    },
    change: (view) => {
      cases.set(view.no, view)
      emit('case.changed', { nos: [view.no] })
    },
  }
}
