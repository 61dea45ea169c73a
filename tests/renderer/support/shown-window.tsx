/** The window in a page without a browser. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll } from 'vitest'
import { App } from '../../../src/renderer/app.tsx'
import { createLinkStore } from '../../../src/renderer/stores/link-store.ts'
import type { CaseView } from '../../../src/shared/contract/models.ts'
import { aCase, type CaseParts } from './cases.ts'
import { createPeer } from './peer.ts'
import { openWindow, until } from './window.ts'

/** Stands in for what jsdom lacks because it lays nothing out. */
function lacking(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true })
}

function fillIn(): void {
  class NoSizes {
    observe = () => undefined
    disconnect = () => undefined
  }
  lacking(globalThis, 'ResizeObserver', NoSizes)
  lacking(Element.prototype, 'scrollTo', () => undefined)
  lacking(Element.prototype, 'scrollIntoView', () => undefined)
}

let unmount: () => void = () => undefined

/** Before the tests of a file the page can hold a window, after each of them it is empty again. */
export function keepPageClean(): void {
  beforeAll(fillIn)
  afterEach(() => {
    act(() => {
      unmount()
    })
    document.body.replaceChildren()
  })
}

/** The window in a page, over a peer with these cases. */
export function show(...parts: readonly CaseParts[]) {
  return showViews(parts.map((part, i) => aCase(i + 1, part)))
}

/** The same over cases that the test made itself. */
export async function showViews(views: readonly CaseView[]) {
  const peer = createPeer(
    views.map(({ no }) => no),
    views,
  )
  const opened = await openWindow(peer)
  const { stores, dispatch } = opened
  await until(() => stores.session.getState().session !== undefined)
  const link = createLinkStore(() =>
    Promise.resolve({ wire: peer.pair.near, ended: new Promise(() => undefined) }),
  )
  link.setState({ line: 'open' })
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  unmount = () => {
    root.unmount()
  }
  act(() => {
    root.render(<App console={{ stores, link, dispatch }} />)
  })
  await act(() => until(() => stores.queue.row(1) !== undefined))
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await act(async () => {
        await opened.paint()
        opened.press(key, { shiftKey: /^[A-Z]$/.test(key) })
        await stores.decide.written()
      })
    }
  }
  return { ...opened, peer, press, link }
}
