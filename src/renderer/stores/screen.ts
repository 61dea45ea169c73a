import type { Screen } from '../../shared/commands/scopes.ts'
import { may } from '../../shared/domain/permission.ts'
import { questionFor } from './asking.ts'
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

function subjectOf(
  { session }: Stores,
  view: Parameters<typeof mayRestore>[0] | undefined,
): Screen['subject'] {
  const staff = session.getState().session?.staff ?? null
  if (!view || !staff || !may(staff.role, 'decide')) return 'none'
  return mayRestore(view, staff) ? 'removed' : 'case'
}

const FORMS = {
  idle: 'nothing',
  picking: 'picker',
  amending: 'amendment',
  asking: 'panel',
} as const

function overOf({ decide, overlay }: Stores): Screen['over'] {
  const { over } = overlay.getState()
  return over === 'nothing' ? FORMS[decide.getState().at] : over
}
