import type { KeyEvent } from './key-listener.ts'
import { isField } from './key-listener.ts'
import type { Stores } from '../stores/stores.ts'

/** The most presses that are kept: more than that is a cat. */
const MOST = 32

/** A press as it was, to be played later. */
type Kept = Omit<KeyEvent, 'preventDefault'>

/**
 * Keeps what is pressed before a place's list or the case in it is there, and plays it once that is
 * on the glass, in order. A press is for the case that was on the screen when it was made, and for no
 * other; where none was, it is for the one that was being opened, but it decides nothing there:
 * nobody decides on words they have not seen. Escape drops what is kept.
 */
export function keepKeys(
  stores: Stores,
  listen: (event: KeyEvent) => void,
): (event: KeyEvent) => void {
  const { queue, painted, clock, tape } = stores
  const kept: Kept[] = []

  const drop = (why: string) => {
    kept.length = 0
    tape.remark(why)
  }
  const play = () => {
    for (let next = kept.shift(); next; next = kept.shift()) {
      const saw = painted.at(next.timeStamp) !== undefined
      if (!saw && stores.decide.getState().at !== 'idle') {
        drop('You were faster than the case: nothing was decided on what you could not see yet.')
        return
      }
      const timeStamp = saw ? next.timeStamp : clock.time.steady()
      const taken = wasTaken(listen, { ...next, timeStamp, preventDefault: () => undefined })
      if (!taken) tape.remark(`${next.key} was pressed too early, and does nothing here.`)
      if (opening(stores) !== 'nothing') return
    }
  }
  const look = () => {
    if (kept.length > 0 && opening(stores) === 'nothing' && isOnGlass(stores)) play()
  }
  painted.watch(look)
  queue.subscribe(look)

  return (event) => {
    if (kept.length > 0 && event.key === 'Escape') {
      event.preventDefault()
      drop('Dropped what you pressed while the list was opening.')
    } else {
      const what = opening(stores)
      if (what === 'nothing' || !isKeepable(event)) listen(event)
      // Without its case no verb is live: what means something now is a move, and need not wait.
      else if (what === 'list' || kept.length > 0 || !wasTaken(listen, event)) {
        event.preventDefault()
        if (kept.length < MOST) kept.push(copyOf(event))
      }
    }
  }
}

/** Has a press played; answers whether it meant something. */
function wasTaken(listen: (event: KeyEvent) => void, event: KeyEvent): boolean {
  const press = { isTaken: false }
  listen({
    ...copyOf(event),
    preventDefault: () => {
      press.isTaken = true
      event.preventDefault()
    },
  })
  return press.isTaken
}

/** What was asked for and is not there: a list (or the terms it is judged by), or one case of it. */
function opening(stores: Stores): 'list' | 'case' | 'nothing' {
  const { queue, cases, terms, place, session, shown } = stores
  if (session.getState().session?.state !== 'signed-in') return 'nothing'
  if (place.getState().at !== 'cases') return 'nothing'
  const { turning, status } = queue.getState()
  if (turning || status === 'loading') return 'list'
  const no = shown()
  if (no === undefined || cases.isAbsent(no)) return 'nothing'
  if (terms.getState().versions.length === 0) return 'list'
  return cases.view(no) === undefined ? 'case' : 'nothing'
}

/** Whether what should be on the screen is: then a press can be meant for it. */
function isOnGlass({ cases, painted, shown }: Stores): boolean {
  const no = shown()
  const view = no === undefined ? undefined : cases.view(no)
  return view === undefined || painted.last()?.no === view.no
}

/** What may wait: a plain letter or sign, or Enter; not what belongs to a field, a button, the system. */
function isKeepable(event: KeyEvent): boolean {
  const { key, target, isComposing, repeat } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (repeat || isComposing || isField(target)) return false
  if (key !== 'Enter') return key.length === 1 && key !== ' '
  return !(target instanceof Element && target.matches('button, a[href], summary'))
}

function copyOf({ key, shiftKey, timeStamp, target }: KeyEvent): Kept {
  const held = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false }
  return { key, shiftKey, ...held, timeStamp, target }
}
