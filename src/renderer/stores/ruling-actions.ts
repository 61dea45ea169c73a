import { createStore } from 'zustand/vanilla'
import type { CaseView } from '../../shared/contract/models.ts'
import type { Cut } from '../../shared/domain/amendment.ts'
import { type Amending, amendingOf } from './amending.ts'
import { type ContestPage, type Side, sidesOf } from './contests.ts'
import type { Deciding } from './deciding.ts'
import { type Picking, pickingOf } from './picking.ts'
import {
  type Armed,
  cutsNow,
  cutsToBegin,
  decisionNow,
  groundFor,
  NO_DRAFT,
  type RulingDraft,
  type RulingVerb,
  rulingOf,
  wordsMissing,
} from './ruling.ts'

const KEPT = 50

export interface RulingState {
  /** What was begun, by case; kept while one goes to others and back. */
  readonly drafts: ReadonlyMap<number, RulingDraft>
  /** Changes whenever the field is to be written in. */
  readonly wanted: number
}

/** The case a ruling is made on, as it was on the screen, with the contests it settles. */
export interface RulingOn {
  readonly view: CaseView
  readonly page: ContestPage
}

/** What can be done with a case whose decisions were not applied. */
export function rulers(deciding: Deciding) {
  const store = createStore<RulingState>(() => ({ drafts: new Map(), wanted: 0 }))
  const change = (no: number, parts: Partial<RulingDraft>) => {
    store.setState(({ drafts }) => {
      const former = drafts.get(no) ?? NO_DRAFT
      const rest = [...drafts].filter(([other]) => other !== no).slice(1 - KEPT)
      return { drafts: new Map([...rest, [no, { ...former, remark: undefined, ...parts }]]) }
    })
  }
  const draft = (on: RulingOn) => draftOn(store.getState().drafts.get(on.view.no), on)
  const want = (on: RulingOn, remark: string | undefined) => {
    change(on.view.no, { ...draft(on), remark })
    store.setState(({ wanted }) => ({ wanted: wanted + 1 }))
  }
  const make = (on: RulingOn) => {
    const { armed, words, contests } = draft(on)
    const why = armed ? wordsMissing(words) : 'Choose d, f or a first.'
    if (!armed || why !== undefined) want(on, why)
    else write(deciding, { no: on.view.no, change, armed, on, words, contests })
  }
  const arm = (on: RulingOn, armed: Armed) => {
    change(on.view.no, { ...draft(on), armed, problem: undefined })
    if (armed.verb !== 'amend' && wordsMissing(draft(on).words) === undefined) make(on)
    else want(on, wordsMissing(draft(on).words))
  }
  return Object.assign(store, {
    draft,
    make,
    arm,
    write: (on: RulingOn, words: string) => {
      change(on.view.no, { ...draft(on), words, remark: undefined })
    },
    /** The field is to be written in. */
    want: (on: RulingOn) => {
      want(on, undefined)
    },
    /** What stands in the way of making it, said beside the field. */
    remark: (on: RulingOn, remark: string) => {
      change(on.view.no, { ...draft(on), remark })
    },
    /** Takes a verb with the ground it was given before, or asks for one, or for the cuts. */
    choose: (verb: RulingVerb, on: RulingOn) => {
      const begun = draft(on).armed
      choose(deciding, { verb, on, cuts: begun?.verb === 'amend' ? begun.cuts : undefined, arm })
    },
    /** Puts away what has been read: the case leaves the list, or comes back with why it stays. */
    putAway: (no: number, opIds: readonly string[]) => {
      putAway(deciding, no, opIds)
    },
    /** Makes a decision again on the text that is there now, or opens what it lacks. */
    again: (on: RulingOn) => {
      decideAgain(deciding, on)
    },
  })
}

/** What was begun, as far as it is about these contests, and its cuts are of this text. */
export function draftOn(found: RulingDraft | undefined, { view, page }: RulingOn): RulingDraft {
  const contests = idsOf(page)
  const { bodyRev } = view.case.revisions
  if (!found?.contests.some((id) => contests.includes(id)))
    return { ...NO_DRAFT, contests, bodyRev }
  const armed = found.bodyRev === bodyRev ? found.armed : undefined
  return { ...found, armed, contests, bodyRev }
}

interface Choosing {
  readonly verb: RulingVerb
  readonly on: RulingOn
  /** Of an amendment that was chosen before: its cuts. */
  readonly cuts: readonly Cut[] | undefined
  readonly arm: (on: RulingOn, armed: Armed) => void
}

function choose({ around, show }: Deciding, { verb, on, cuts, arm }: Choosing): void {
  const { view, page } = on
  const terms = around.terms()
  if (!terms) return
  if (verb === 'amend') {
    const begin = cuts ?? cutsToBegin(view, page.contests)
    show({ ...amendingOf(terms, view), cuts: begin, rules: page })
    return
  }
  const ground = groundFor(verb, { view, sides: sidesOf(view, page.contests), terms })
  if (ground) arm(on, { verb, ground, cuts: [] })
  else show({ ...pickingOf(terms, verb, { view, restores: null }), rules: page })
}

export type Rulers = ReturnType<typeof rulers>

const idsOf = ({ contests }: ContestPage) => contests.map(({ decision }) => decision.opId)

interface Writing {
  readonly no: number
  readonly change: (no: number, parts: Partial<RulingDraft>) => void
  readonly armed: Armed
  readonly on: RulingOn
  readonly words: string
  readonly contests: readonly string[]
}

/** Writes a ruling by the core; where it is not kept the case comes back with all of it and the reason. */
function write({ around, writer }: Deciding, writing: Writing): void {
  const { no, change, armed, on, words, contests } = writing
  writer.write({
    leaves: no,
    call: () =>
      around.client.call('decision.record', rulingOf(on.view, armed, { contests, words })),
    onMade: (delivery) => {
      around.onMade(delivery, null)
    },
    present: (problem) => {
      around.show(no)
      change(no, { ...draftOn(undefined, on), armed, words, problem })
      return true
    },
  })
  writer.showUnkept()
}

const PUT_AWAY = {
  told: 'Put away on this machine. It stays in the log.',
  back: 'Back under Contested, g n.',
} as const

function putAway({ around, writer }: Deciding, no: number, opIds: readonly string[]): void {
  const bringBack = async () => {
    const answers = await Promise.all(
      opIds.map((opId) => around.client.call('delivery.bring-back', { opId })),
    )
    for (const answer of answers) if (!answer.ok) return answer.problem.message
    around.queue.comeBack(no)
    return PUT_AWAY.back
  }
  const putAll = async () => {
    const answers = await Promise.all(
      opIds.map((opId) => around.client.call('delivery.put-away', { opId })),
    )
    return answers.find(({ ok }) => !ok) ?? { ok: true as const, value: {} }
  }
  writer.write({
    leaves: no,
    call: putAll,
    onMade: () => {
      around.did({ told: PUT_AWAY.told, icon: 'keep', undo: bringBack })
    },
    present: (problem) => {
      around.show(no)
      around.say(problem.message)
      return true
    },
  })
}

function decideAgain({ around, show, decide }: Deciding, { view, page }: RulingOn): void {
  const terms = around.terms()
  const side = sidesOf(view, page.contests).findLast(({ opId }) => idsOf(page).includes(opId))
  if (!terms || !side || side.verb === 'restore') return
  const { verb } = side
  const ground = groundFor(verb, { view, sides: [side], terms })
  if (verb === 'amend') {
    const form = amendingAgain(amendingOf(terms, view), side)
    if (ground && form.cuts.length === side.cuts.length)
      decide(decisionNow(view, { verb, ground, cuts: cutsNow(view, side) }), form)
    else show(form)
    return
  }
  const form: Picking = pickingOf(terms, verb, { view, restores: null })
  if (ground) decide(decisionNow(view, { verb, ground, cuts: [] }), form)
  else show(form)
}

function amendingAgain(amending: Amending, side: Side): Amending {
  const cuts = cutsNow(amending.view, side)
  const lost = side.cuts.length - cuts.length
  const remark =
    lost > 0
      ? `${lost === 1 ? 'One cut is' : `${lost} cuts are`} gone: the author changed those words.`
      : undefined
  return { ...amending, cuts, current: cuts.length > 0 ? 0 : -1, remark }
}
