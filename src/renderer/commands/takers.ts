import { type CaseView, WHOLE_QUEUE } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { running } from '../stores/claim-words.ts'
import type { Stores } from '../stores/stores.ts'
import { onPainted } from './on-painted.ts'
import type { Page } from './page.ts'
import type { Runners } from './runner.ts'

/** Taking cases, deciding in a batch, and giving back. */
export function takers(stores: Stores, page: Page) {
  const { place, batch, queue, take, taking, overlay } = stores
  return {
    'case.claim': onPainted(stores, (view) => {
      void claimOrLetGo(stores, view)
    }),
    'place.batch': async () => {
      place.go('batch')
      await batch.read()
    },
    'batch.take': () => {
      take.begin(queue.getState().view)
      overlay.open('take')
    },
    'sheet.go': async () => {
      const { taken } = take.getState()
      if (!taken) {
        await take.send(taking.deskNow(), () => {
          place.go('batch')
        })
      } else if (taken.nos.length === 0) take.begin(queue.getState().view)
      else {
        overlay.close()
        await goDeciding(stores, page)
      }
    },
    'batch.decide': async () => {
      if (batch.getState().batch?.nos.length !== 0) await goDeciding(stores, page)
    },
    'batch.give-back': async () => {
      await batch.giveBack(null)
    },
  } satisfies Partial<Runners>
}

/** Lists the cases of the batch and nothing else. */
async function goDeciding({ place, cases, queue }: Stores, page: Page): Promise<void> {
  place.go('cases')
  cases.visit(undefined)
  await queue.show({ ...WHOLE_QUEUE, place: 'batch' })
  page.focusQueue()
}

/** One's own is let go, a colleague's is taken over with a reason, and any other is taken. */
async function claimOrLetGo({ taking, decide, tape }: Stores, view: CaseView): Promise<void> {
  const claim = running(view.claim, taking.deskNow())
  if (claim?.mine) {
    await taking.letGo(view.no)
    return
  }
  if (claim && !claim.look) {
    decide.ask.begin('take-over', view)
    return
  }
  const answer = await taking.take(view.no, null)
  if (answer.ok) taking.tell(answer.value.claim)
  else if (wantsReason(answer.problem)) decide.ask.begin('take-over', view)
  else tape.remark(`Not taken. ${answer.problem.message}`)
}

/** Whether a colleague had it, and this window did not know yet. */
const wantsReason = ({ fields }: Problem) =>
  fields?.some(({ field }) => field === 'reason') ?? false
