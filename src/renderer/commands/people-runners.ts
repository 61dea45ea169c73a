import { may } from '../../shared/domain/permission.ts'
import type { Stores } from '../stores/stores.ts'
import { onPainted } from './on-painted.ts'
import type { Runners } from './runner.ts'

/** What is done about people: notes about authors, and those who report. */
export function peopleRunners(stores: Stores) {
  const { reporters, overlay, decide, session, taking } = stores
  const allowed = (right: Parameters<typeof may>[1]) => {
    const role = session.getState().session?.staff?.role
    return role !== undefined && may(role, right)
  }
  return {
    'author.note': onPainted(stores, (view) => {
      decide.ask.begin('note', view)
    }),
    'reporters.open': onPainted(stores, (view) => {
      overlay.open('reporters')
      void reporters.open(view.no)
    }),
    'reporters.name': async () => {
      if (allowed('identities.read')) await reporters.name()
    },
    'reporter.next': () => {
      reporters.step(1)
    },
    'reporter.previous': () => {
      reporters.step(-1)
    },
    'reader.mute': async () => {
      if (allowed('reader.mute')) await reporters.mute()
    },
    'reader.mute-now': () => reporters.send(taking.deskNow()),
  } satisfies Partial<Runners>
}
