import { PAGE } from './app-page.ts'
import { lockDownSession } from './lock-down.ts'
import type { Surface, Window } from './surface.ts'

const PARTITION = 'persist:linesman'

export interface WindowNeeds {
  readonly preload: string
  /** The folder of the built renderer. */
  readonly root: string
}

/** Opens the one window, hardened, on our own page. */
export function openWindow(
  { BrowserWindow, session }: Pick<Surface, 'BrowserWindow' | 'session'>,
  { preload, root }: WindowNeeds,
): Window {
  lockDownSession(session.fromPartition(PARTITION), root)
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    show: false,
    webPreferences: {
      preload,
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false, // it would fetch its dictionaries
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  void window.loadURL(PAGE)
  return window
}
