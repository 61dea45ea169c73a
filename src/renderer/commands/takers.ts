import { type CaseView, WHOLE_QUEUE } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { running } from '../stores/claim-words.ts'
import type { Stores } from '../stores/stores.ts'
import { onPainted } from './on-painted.ts'
import type { Page } from './page.ts'
import type { Runners } from './runner.ts'

/** Taking cases, deciding in a batch, and giving back. */
export function takers(stores: Stores, page: Page) {
  const { place, batch, queue, take, taking, overlay, handing, aside } = stores
  return {
    'case.hand': onPainted(stores, (view) => {
      handing.begin(view)
    }),
    'case.aside': onPainted(stores, (view) => {
      void aside.begin(view)
    }),
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
          stores.tape.did({ ...BATCH_SAID.taken, icon: 'person' })
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
      const answer = await batch.giveBack(null)
      if (answer.ok) stores.tape.did({ ...BATCH_SAID.givenBack, icon: 'person' })
    },
  } satisfies Partial<Runners>
}

/** What is said of a batch; `z` does not undo what the desk has promised to many cases at once. */
const BATCH_SAID = {
  taken: {
    told: 'You took a batch. Colleagues see which cases are yours.',
    undo: 'A batch is not given back by z. On its page, g b, r gives the rest of it back.',
  },
  givenBack: {
    told: 'You gave your batch back. Anybody may take those cases.',
    undo: 'Some of them may be a colleague’s by now. Take a batch anew with shift and b.',
  },
} as const

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
  if (answer.ok) taking.tell(view.no, answer.value.claim, false)
  else if (wantsReason(answer.problem)) decide.ask.begin('take-over', view)
  else tape.remark(`Not taken. ${answer.problem.message}`)
}

/** Whether a colleague had it, and this window did not know yet. */
const wantsReason = ({ fields }: Problem) =>
  fields?.some(({ field }) => field === 'reason') ?? false
