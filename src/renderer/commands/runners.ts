import type { CommandId } from '../../shared/commands/catalogue.ts'
import type { PickedVerb } from '../stores/picking.ts'
import { mayRestore, removal } from '../stores/standing.ts'
import { showCase, type Stores } from '../stores/stores.ts'
import type { Page } from './page.ts'

/** What a command does; `at` is when it was asked for, by the steady clock. */
type Runner = (at: number) => void | Promise<void>
/** Leaving one out is a compile error. */
export type Runners = Readonly<Record<CommandId, Runner>>

/** What each command does. Choosing in the palette is the palette's own and comes as `palette`. */
export function createRunners(stores: Stores, page: Page): Runners {
  return {
    ...movers(stores, page),
    ...choosers(stores),
    ...deciders(stores, page),
    'place.queue': () => {
      stores.cases.visit(undefined)
      page.focusQueue()
    },
    'palette.open': () => {
      stores.overlay.open('palette')
    },
    'keys.open': () => {
      stores.overlay.open('keys')
    },
    'sync.now': () => stores.sync.now(),
    'times.exact': () => {
      stores.settings.toggleExactTimes()
    },
    'theme.next': () => {
      stores.settings.nextTheme()
    },
    'contrast.toggle': () => {
      stores.settings.toggleContrast()
    },
    'session.sign-out': () => stores.session.signOut(),
  }
}

function movers(stores: Stores, page: Page) {
  const move = (by: number) => () => {
    // From a case that was visited, both ways lead back to where one was.
    if (stores.cases.getState().visiting === undefined) stores.queue.move(by)
    else stores.cases.visit(undefined)
    stores.tape.remark(undefined)
  }
  return {
    'case.next': move(1),
    'case.previous': move(-1),
    'case.first': move(-Infinity),
    'case.last': move(Infinity),
    'comment.scroll': () => {
      page.scrollComment()
    },
    'case.open-on-site': (at) => {
      const view = stores.painted.at(at)
      if (view) page.open(view.case.comment.url)
    },
  } satisfies Partial<Runners>
}

function choosers({ decide, overlay }: Stores) {
  const inPalette = () => overlay.getState().over === 'palette'
  const step = (by: 1 | -1) => () => {
    if (inPalette()) overlay.mark(overlay.getState().marked + by)
    else decide.step(by)
  }
  return {
    'choice.next': step(1),
    'choice.previous': step(-1),
    'choice.take': (at) => {
      if (inPalette()) overlay.take()
      else decide.take(at)
    },
    leave: () => {
      if (overlay.getState().over !== 'nothing') overlay.close()
      else decide.leave()
    },
  } satisfies Partial<Runners>
}

function deciders(stores: Stores, page: Page) {
  /** Opens the grounds for the case that was on the screen, and puts that case back on it. */
  const begin = (verb: PickedVerb) => (at: number) => {
    const view = stores.painted.at(at)
    if (!view || stores.queue.isLeaving(view.no)) return
    const staff = stores.session.getState().session?.staff ?? null
    const restores = verb === 'restore' ? mayRestore(view, staff)?.opId : null
    if (restores === undefined) return
    if (stores.shown() !== view.no) showCase(stores, view.no)
    stores.decide.begin(verb, view, restores)
  }
  return {
    'decision.keep': begin('keep'),
    'decision.delete': begin('delete'),
    'decision.restore': begin('restore'),
    'decision.undo': async () => {
      await undo(stores)
      if (stores.decide.getState().at === 'idle') page.focusHeading()
    },
  } satisfies Partial<Runners>
}

/** Takes the last decision back, or where it has left opens what would put it right. */
async function undo(stores: Stores): Promise<void> {
  await stores.decide.written()
  const undone = await stores.tape.undo()
  if (undone.result === 'nothing') return
  const { no, opId } = undone.delivery
  if (undone.result === 'withdrawn') {
    if (no !== null) stores.queue.comeBack(no)
    stores.cases.visit(undefined)
    stores.tape.remark('Undone. The case is back and nobody was told.')
    return
  }
  const view = no === null ? undefined : await stores.cases.fetch(no)
  if (!view) {
    stores.tape.remark('Too late to take back quietly, and that case isn’t on this machine.')
    return
  }
  showCase(stores, view.no)
  if (removal(view)?.opId === opId) stores.decide.begin('restore', view, opId)
  else stores.tape.remark(tooLate(undone.delivery))
}

function tooLate({ verb, state }: { readonly verb: string; readonly state: string }): string {
  if (state === 'sending' || state === 'unsure')
    return 'Too late to take back quietly: it is on its way. Press z again when the desk has it.'
  return verb === 'keep' || verb === 'restore'
    ? 'Too late to take back quietly. Here is the comment: decide again.'
    : 'Too late to take back quietly, and another decision stands now. Here is the comment.'
}
