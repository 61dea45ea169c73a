import type { Screen } from '../../shared/commands/scopes.ts'
import { may } from '../../shared/domain/permission.ts'
import type { LinkState } from './link-store.ts'
import { mayRestore } from './standing.ts'
import type { Stores } from './stores.ts'

/** The stores' state as the finite screen that scopes are claims about. */
export function screenOf(stores: Stores, line: LinkState['line'], typing: boolean): Screen {
  return { place: placeOf(stores, line), subject: subjectOf(stores), over: overOf(stores), typing }
}

function placeOf({ session }: Stores, line: LinkState['line']): Screen['place'] {
  if (line !== 'open') return 'away'
  return session.getState().session?.state === 'signed-in' ? 'queue' : 'sign-in'
}

function subjectOf(stores: Stores): Screen['subject'] {
  const no = stores.shown()
  const view = no === undefined ? undefined : stores.cases.view(no)
  const staff = stores.session.getState().session?.staff ?? null
  if (!view || !staff || !may(staff.role, 'decide')) return 'none'
  return mayRestore(view, staff) ? 'removed' : 'case'
}

function overOf({ decide, overlay }: Stores): Screen['over'] {
  const { over } = overlay.getState()
  return over === 'nothing' && decide.getState().at === 'picking' ? 'picker' : over
}
