import type { Wire } from '../shared/rpc/wire.ts'
import type { Dial, Ending } from './stores/link-store.ts'

const TOKEN = 'linesman.token'
/** Close codes of the browser host. */
const ENDINGS: Readonly<Record<number, Ending>> = { 4401: 'wrong-token', 4409: 'superseded' }

/** The line to the program: the desktop host's bridge if there is one, else our own origin's socket. */
export function dialer(win: Window): Dial {
  const bridge = win.linesman
  if (bridge)
    return () =>
      Promise.resolve({
        wire: bridge,
        ended: new Promise((resolve) => {
          bridge.onClose(() => {
            resolve('lost')
          })
        }),
      })
  const token = takeToken(win)
  return () => dialSocket(win.location.origin.replace(/^http/, 'ws'), token)
}

/**
 * The run's token: from the address's fragment, which never leaves the browser, and then from this
 * tab's own memory, so that a reload still has it and the address bar does not.
 */
function takeToken({ location, sessionStorage, history }: Window): string {
  const fragment = decodeURIComponent(location.hash.replace(/^#(token=)?/, ''))
  if (fragment !== '') {
    sessionStorage.setItem(TOKEN, fragment)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(TOKEN) ?? ''
}

/** Resolves when the program has said welcome, or with why it did not. */
function dialSocket(url: string, token: string): ReturnType<Dial> {
  const socket = new WebSocket(url)
  const listeners: ((frame: string) => void)[] = []
  const ended = new Promise<Ending>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      resolve(ENDINGS[code] ?? 'lost')
    })
  })
  const wire: Wire = {
    send: (frame) => {
      socket.send(frame)
    },
    onFrame: (listener) => listeners.push(listener),
    onClose: (listener) => {
      void ended.then(listener)
    },
  }
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ k: 'hello', token }))
  })
  const welcomed = new Promise<{ wire: Wire; ended: Promise<Ending> }>((resolve) => {
    socket.addEventListener(
      'message',
      () => {
        socket.addEventListener('message', ({ data }) => {
          for (const listener of listeners) listener(String(data))
        })
        resolve({ wire, ended })
      },
      { once: true },
    )
  })
  return Promise.race([welcomed, ended])
}
