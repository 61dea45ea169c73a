import type { Core } from '../../core/core.ts'
import { ProblemError } from '../../../shared/domain/problem.ts'
import { SCHEME } from './app-page.ts'
import { ipcWire } from './ipc-wire.ts'
import { lockDownContents } from './lock-down.ts'
import { nativeMenu } from './native-menu.ts'
import type { Links, Surface, Window } from './surface.ts'
import { openWindow, type WindowNeeds } from './window.ts'

export interface ProgramNeeds extends WindowNeeds {
  readonly links: Links
  readonly createCore: () => Promise<Core>
}

/** Runs the program in Electron: one instance, one window, the core closed before the end. */
export function runProgram(surface: Surface, needs: ProgramNeeds): void {
  const { app, protocol, Menu } = surface
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.enableSandbox()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let window: Window | undefined
  let maySee: Core['maySee'] = () => false
  app.on('web-contents-created', (_event, contents) => {
    lockDownContents(contents, needs.links, (origin) => maySee(origin))
  })
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  const start = async () => {
    await app.whenReady()
    const core = await needs.createCore()
    maySee = (origin) => core.maySee(origin)
    surface.powerMonitor.on('resume', () => {
      core.resumed()
    })
    closeBeforeQuit(surface, core)
    Menu.setApplicationMenu(Menu.buildFromTemplate(nativeMenu))
    window = openWindow(surface, needs)
    serveWindow(window, surface, core)
  }
  start().catch((error: unknown) => {
    tellAndEnd(surface, error)
  })
}

/** Every page the window loads gets a wire of its own: answers meant for one before never reach it. */
function serveWindow(window: Window, surface: Surface, core: Core): void {
  const begin = () => {
    const wire = ipcWire(window, surface)
    core.attach(wire)
    return wire
  }
  let wire = begin()
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    wire.close()
    wire = begin()
  })
  window.on('closed', () => {
    wire.close()
  })
}

/** Quitting waits until what was held is released and every file is closed; then it is let through. */
function closeBeforeQuit({ app }: Surface, core: Core): void {
  let closed: Promise<void> | undefined
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    closed = core.close().finally(() => {
      app.quit()
    })
  })
}

function tellAndEnd({ app, dialog }: Surface, error: unknown): void {
  const words = error instanceof ProblemError ? error.problem.message : String(error)
  dialog.showErrorBox('Linesman cannot start', words)
  app.exit(error instanceof ProblemError ? 2 : 1)
}
