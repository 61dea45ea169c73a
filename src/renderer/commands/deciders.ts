import type { CaseView, DeliveryView, ErrandView } from '../../shared/contract/models.ts'
import { undoneTogether } from '../stores/burst-words.ts'
import type { Undone } from '../stores/tape-store.ts'
import { mayRestore, removal } from '../stores/standing.ts'
import { showCase, type Stores } from '../stores/stores.ts'
import { onPainted } from './on-painted.ts'
import type { Page } from './page.ts'
import { rules } from './rulers.ts'
import type { Runners } from './runner.ts'

/** The verbs, the errands, and taking the last one back. */
export function deciders(stores: Stores, page: Page) {
  const { decide } = stores
  const on = (open: (view: CaseView) => void) => onPainted(stores, open)
  return {
    'decision.keep': on((view) => {
      if (!rules(stores, 'keep', view)) decide.begin('keep', view)
    }),
    'decision.amend': on((view) => {
      if (!rules(stores, 'amend', view)) decide.amend.begin(view)
    }),
    'decision.delete': on((view) => {
      if (!rules(stores, 'delete', view)) decide.begin('delete', view)
    }),
    'decision.restore': on((view) => {
      const staff = stores.session.getState().session?.staff ?? null
      const restores = mayRestore(view, staff)?.opId
      if (restores !== undefined) decide.begin('restore', view, restores)
    }),
    'decision.undo': async () => {
      await undo(stores)
      if (decide.getState().at === 'idle') page.focusHeading()
    },
    'case.escalate': on((view) => {
      decide.ask.begin('escalate', view)
    }),
    'case.answer': on((view) => {
      decide.ask.begin('answer', view)
    }),
    'case.raise': on((view) => {
      const { neighbour } = stores.cases.getState()
      const found = view.case.neighbours.find(({ commentId }) => commentId === neighbour)
      if (found) decide.ask.begin('raise', view, found)
    }),
  } satisfies Partial<Runners>
}

/** Takes the last decision or errand back, or where it has left opens what would put it right. */
async function undo(stores: Stores): Promise<void> {
  await stores.decide.written()
  const undone = await stores.tape.undo()
  if (undone.result === 'nothing') return
  if (undone.result === 'errand') {
    undoneErrand(stores, undone)
    return
  }
  if (undone.result === 'deed') {
    stores.cases.visit(undefined)
    stores.tape.remark(undone.said)
    return
  }
  const { no } = undone.delivery
  if (undone.result === 'withdrawn') {
    if (no !== null) stores.queue.comeBack(no)
    stores.cases.visit(undefined)
    stores.tape.remark(undoneWords(undone.delivery, undone.others ?? []))
    return
  }
  await putRight(stores, undone.delivery)
}

/** What came of taking one back, with those that were made together with it. */
function undoneWords({ together }: DeliveryView, others: readonly DeliveryView[]): string {
  if (together === undefined) return 'Undone. The case is back and nobody was told.'
  return undoneTogether(others.length + 1, together)
}

function undoneErrand(
  { queue, cases, tape }: Stores,
  { errand, entry }: Extract<Undone, { readonly result: 'errand' }>,
): void {
  if (errand.state !== 'withdrawn') {
    tape.remark(errandTooLate(errand.kind, entry.to))
    return
  }
  if (errand.kind !== 'raise' && errand.kind !== 'note') {
    queue.comeBack(entry.no)
    cases.visit(undefined)
  }
  tape.remark('Undone. Nobody was told.')
}

/** Why an errand that has left is not taken back, and what to do instead. */
function errandTooLate(kind: ErrandView['kind'], to: string | undefined): string {
  switch (kind) {
    case 'escalate':
      return 'Too late to take back: a lead is asked. Decide the case under Escalated, g e, and the question is answered.'
    case 'answer':
      return 'Too late to take back: the answer stands beside the case. Decide it, or say more in a note.'
    case 'raise':
      return 'Too late to take back: it is a case by now. Keep it if nothing is wrong with it.'
    case 'note':
      return 'Too late to take back: colleagues can read the note. Write another that puts it right.'
    case 'hand':
      return `Too late to take back: ${to ?? 'whoever is next'} has it. It is last under Mine, g m; c takes it back.`
  }
}

async function putRight(stores: Stores, delivery: DeliveryView): Promise<void> {
  const { no, opId } = delivery
  const view = no === null ? undefined : await stores.cases.fetch(no)
  if (!view) {
    stores.tape.remark('Too late to take back quietly, and that case isn’t on this machine.')
    return
  }
  showCase(stores, view.no)
  if (removal(view)?.opId === opId) stores.decide.begin('restore', view, opId)
  else stores.tape.remark(tooLate(delivery))
}

function tooLate({ verb, state }: { readonly verb: string; readonly state: string }): string {
  if (state === 'sending' || state === 'unsure')
    return 'Too late to take back quietly: it is on its way. Press z again when the desk has it.'
  return verb === 'keep' || verb === 'restore'
    ? 'Too late to take back quietly. Here is the comment: decide again.'
    : 'Too late to take back quietly, and another decision stands now. Here is the comment.'
}
