import type { Screen } from '../../shared/commands/scopes.ts'
import { may } from '../../shared/domain/permission.ts'
import type { CaseView } from '../../shared/contract/models.ts'
import { questionFor } from './asking.ts'
import { type ContestPage, contestPage } from './contests.ts'
import type { LinkState } from './link-store.ts'
import { mayRestore } from './standing.ts'
import type { Stores } from './stores.ts'

/** The stores' state as the finite screen that scopes are claims about. */
export function screenOf(stores: Stores, line: LinkState['line'], typing: boolean): Screen {
  const no = stores.shown()
  const view = no === undefined ? undefined : stores.cases.view(no)
  const staff = stores.session.getState().session?.staff
  return {
    place: placeOf(stores, line),
    subject: subjectOf(stores, view),
    question: view ? questionFor(view, staff?.role) : 'none',
    neighbour: stores.cases.getState().neighbour !== undefined,
    over: overOf(stores),
    typing,
  }
}

const PLACES = { cases: 'queue', search: 'search', log: 'log', batch: 'batch' } as const

function placeOf({ session, place }: Stores, line: LinkState['line']): Screen['place'] {
  if (line !== 'open') return 'away'
  if (session.getState().session?.state !== 'signed-in') return 'sign-in'
  return PLACES[place.getState().at]
}

/** What a case is under *contested*, where it is looked at there; else undefined. */
export function contestOn(
  { queue, session }: Pick<Stores, 'queue' | 'session'>,
  view: CaseView,
): ContestPage | undefined {
  if (queue.getState().view.place !== 'contested') return undefined
  return contestPage(view, session.getState().session?.staff)
}

function subjectOf(stores: Stores, view: CaseView | undefined): Screen['subject'] {
  const staff = stores.session.getState().session?.staff ?? null
  if (!view || !staff || !may(staff.role, 'decide')) return 'none'
  const contested = contestedSubject(stores, view)
  if (contested) return contested
  return mayRestore(view, staff) ? 'removed' : 'case'
}

const FORMS = {
  idle: 'nothing',
  picking: 'picker',
  amending: 'amendment',
  asking: 'panel',
} as const

function contestedSubject(stores: Stores, view: CaseView): Screen['subject'] | undefined {
  if (stores.queue.getState().view.place !== 'contested') return undefined
  const refused = view.delivery?.state === 'refused' ? 'refused' : undefined
  return contestOn(stores, view)?.matter ?? refused
}

function overOf({ decide, overlay, place, search }: Stores): Screen['over'] {
  const { over } = overlay.getState()
  if (over === 'hand' || over === 'aside') return 'filter' // a list that one narrows by typing
  if (over !== 'nothing') return over
  const offers = place.getState().at === 'search' && search.getState().offers.length > 0
  if (offers) return 'offers'
  const state = decide.getState()
  return state.at === 'amending' && state.writing ? 'rewriting' : FORMS[state.at]
}
