import { bandOf } from '../stores/queue-fold.ts'
import { bandWords, NO_BURST } from '../stores/burst-words.ts'
import type { Stores } from '../stores/stores.ts'
import type { Runners } from './runner.ts'

/** Why a case is where it is, and the burst that it came in. */
export function queueRunners(stores: Stores) {
  const { overlay, queue, together, tape } = stores
  const fold = (isOpen: boolean) => () => {
    const no = stores.shown()
    if (no !== undefined) queue.openBand(no, isOpen)
  }
  return {
    'queue.why': () => {
      overlay.open('why')
    },
    'burst.decide': () => {
      const band = bandOf(queue.getState().bands, stores.shown())
      if (!band) {
        tape.remark(NO_BURST)
        return
      }
      together.begin(band.nos, bandWords(band))
      overlay.open('together')
    },
    'burst.open': fold(true),
    'burst.close': fold(false),
  } satisfies Partial<Runners>
}
