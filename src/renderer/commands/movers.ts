import { ahead } from '../stores/peek-store.ts'
import { counted } from '../stores/sentences.ts'
import { showCase, type Stores } from '../stores/stores.ts'
import type { Page } from './page.ts'
import type { Runners } from './runner.ts'

/** Going from case to case, from result to result, and from comment to comment around a case. */
export function movers(stores: Stores, page: Page) {
  const { cases, queue, tape, painted, peek } = stores
  const move = (by: number) => () => {
    // From a case that was visited, both ways lead back to where one was.
    if (cases.getState().visiting === undefined) queue.move(by)
    else cases.visit(undefined)
    tape.remark(undefined)
  }
  return {
    'case.next': move(1),
    'case.previous': move(-1),
    'case.first': move(-Infinity),
    'case.last': move(Infinity),
    'comment.scroll': () => {
      page.scrollComment()
    },
    'case.open-on-site': async (at) => {
      const view = painted.at(at)
      if (!view) return
      const url = await cases.siteLink(view.case.comment.url)
      if (url === null) tape.remark(NOT_THE_SITE)
      else page.open(url)
    },
    'queue.peek': () => {
      peek.toggle()
      if (!peek.getState().open) return
      const { order, selected } = queue.getState()
      const count = ahead(order, selected).length
      tape.say(count === 0 ? 'Nothing is after this one.' : `${counted(count, 'case')} ahead.`)
    },
    'thread.next': (at) => {
      const around = painted.at(at)?.case.neighbours ?? []
      const { neighbour } = cases.getState()
      const next = around.findIndex(({ commentId }) => commentId === neighbour) + 1
      cases.focusNeighbour(around[next % Math.max(1, around.length)]?.commentId)
    },
    ...results(stores),
  } satisfies Partial<Runners>
}

const NOT_THE_SITE = 'That link does not lead to the paper’s own site, so it is not opened.'

function results(stores: Stores) {
  const { place, search, log } = stores
  const step = (by: 1 | -1) => () => {
    if (place.getState().at === 'log') log.move(by)
    else search.mark(search.getState().marked + by)
  }
  return {
    'result.next': step(1),
    'result.previous': step(-1),
    'result.open': () => {
      const no = place.getState().at === 'log' ? caseOfEntry(stores) : markedHit(stores)
      if (no !== undefined) openCase(stores, no)
    },
  } satisfies Partial<Runners>
}

/** Leaves a list for a case of it. */
export function openCase(stores: Stores, no: number): void {
  stores.place.go('cases')
  showCase(stores, no)
}

function markedHit({ search }: Stores): number | undefined {
  const { hits, marked } = search.getState()
  return hits[marked]?.row.no
}

function caseOfEntry({ log }: Stores): number | undefined {
  const { lines, selected } = log.getState()
  return lines.find(({ n }) => n === selected)?.no ?? undefined
}
