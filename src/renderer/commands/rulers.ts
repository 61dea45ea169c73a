import type { CaseView } from '../../shared/contract/models.ts'
import type { ContestPage } from '../stores/contests.ts'
import type { RulingVerb } from '../stores/ruling.ts'
import { wordsMissing } from '../stores/ruling.ts'
import { contestOn } from '../stores/screen.ts'
import type { Stores } from '../stores/stores.ts'
import { onPainted } from './on-painted.ts'
import type { Page } from './page.ts'
import type { Runners } from './runner.ts'

/** Takes a verb as a ruling where one is wanted on this case; false where it is a decision. */
export function rules(stores: Stores, verb: RulingVerb, view: CaseView): boolean {
  const page = contestOn(stores, view)
  if (page?.matter !== 'to-rule') return false
  stores.decide.ruling.choose(verb, { view, page })
  return true
}

/** Ruling, deciding again on a new text, and putting away what one has read. */
export function contestRunners(stores: Stores, page: Page) {
  const on = (open: (view: CaseView, contest: ContestPage | undefined) => void) =>
    onPainted(stores, (view) => {
      open(view, contestOn(stores, view))
    })
  return {
    'contest.rule': on((view, contest) => {
      if (contest) goOnRuling(stores, page, { view, page: contest })
    }),
    'contest.again': on((view, contest) => {
      if (contest) stores.decide.ruling.again({ view, page: contest })
    }),
    'contest.put-away': on((view, contest) => {
      const refused = view.delivery ? [view.delivery.opId] : []
      const opIds = contest ? contest.contests.map(({ decision }) => decision.opId) : refused
      stores.decide.ruling.putAway(view.no, opIds)
    }),
  } satisfies Partial<Runners>
}

/** Makes it where verb and words are there; else goes to what is missing: the words, or the verbs. */
function goOnRuling(
  { decide: { ruling } }: Stores,
  page: Page,
  on: { readonly view: CaseView; readonly page: ContestPage },
): void {
  const { armed, words } = ruling.draft(on)
  const hasWords = wordsMissing(words) === undefined
  if (armed && hasWords) ruling.make(on)
  else if (!armed && hasWords && page.isInRuling()) {
    ruling.remark(on, 'Now d, f or a.')
    page.focusHeading()
  } else ruling.want(on)
}
