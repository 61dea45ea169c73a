import { choosing } from '../../../src/renderer/commands/choosing.ts'
import { createDispatcher } from '../../../src/renderer/commands/dispatcher.ts'
import { keepKeys } from '../../../src/renderer/commands/key-keeper.ts'
import { createKeyListener, type KeyEvent } from '../../../src/renderer/commands/key-listener.ts'
import type { Page } from '../../../src/renderer/commands/page.ts'
import { createRunners } from '../../../src/renderer/commands/runners.ts'
import { screenOf } from '../../../src/renderer/stores/screen.ts'
import { createStores } from '../../../src/renderer/stores/stores.ts'
import { connect } from '../../../src/shared/rpc/connect.ts'
import type { Peer } from './peer.ts'

const WALL = Date.parse('2026-05-12T14:00:00.000Z')

/** Waits until a claim holds: bounded, without a fixed wait. */
export async function until(claim: () => boolean): Promise<void> {
  const end = performance.now() + 5000
  while (performance.now() < end) {
    if (claim()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`never held: ${claim.toString()}`)
}

/** A window over a peer without a page: stores, runners and keys, on a clock that a test moves. */
export async function openWindow(peer: Peer) {
  let now = 1000
  const opened: string[] = []
  const focused: string[] = []
  const page: Page = {
    scrollComment: () => undefined,
    focusHeading: () => focused.push('heading'),
    focusSearch: () => focused.push('search'),
    isInRuling: () => focused.at(-1) === 'ruling',
    focusQueue: () => focused.push('queue'),
    open: (url) => opened.push(url),
  }
  const stores = createStores(connect(peer.pair.near), {
    time: { wall: () => WALL, steady: () => now },
    shelf: { getItem: () => null, setItem: () => undefined },
  })
  const screen = (typing: boolean) => screenOf(stores, 'open', typing)
  const dispatch = createDispatcher(createRunners(stores, page), () => screen(false))
  const listen = keepKeys(
    stores,
    createKeyListener({ platform: 'other', dispatch, screen, choose: choosing(stores) }),
  )
  stores.readAll()
  await until(() => stores.terms.getState().versions.length > 0)
  await until(() => stores.queue.getState().status === 'ready')

  /** What should be on the screen is, from now on. */
  const paint = async () => {
    const no = stores.shown()
    if (no !== undefined) await until(() => stores.cases.view(no) !== undefined)
    stores.painted.show(no === undefined ? undefined : stores.cases.view(no), ++now)
  }
  /** Presses a key now, or at an earlier instant that is only read now. */
  const press = (key: string, held: Partial<KeyEvent> = {}) => {
    let prevented = false
    listen({
      ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false },
      ...{ isComposing: false, timeStamp: ++now, target: document.body },
      preventDefault: () => {
        prevented = true
      },
      ...held,
    })
    return prevented
  }
  const now_ = () => now
  await paint()
  return { stores, dispatch, paint, press, now: now_, opened, focused }
}
