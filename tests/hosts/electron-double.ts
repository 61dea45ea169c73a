/**
 * A double of the slice of Electron that the host and the preload use, in one process. It keeps
 * what it was asked for, so that tests can look; it does not draw.
 */
import { EventEmitter } from 'node:events'
import type { Contents, Surface, Window } from '../../src/main/hosts/electron/surface.ts'

type Bridge = Readonly<Record<string, (...args: never[]) => unknown>>
type Handler = (...args: never[]) => unknown

/** Electron's main and renderer sides, joined. */
export function electronDouble() {
  const app = new EventEmitter()
  const toMain = new EventEmitter()
  const toPage = new EventEmitter()
  const mainFrame = { url: 'app://linesman/index.html' }
  const asked = {
    webPreferences: undefined as Readonly<Record<string, unknown>> | undefined,
    quits: 0,
    exits: [] as (number | undefined)[],
    errors: [] as string[],
    handlers: new Map<string, Handler | null>(),
    opened: [] as string[],
    sandboxed: false,
    menu: [] as unknown[],
    hasLock: true,
    bridge: {} as Bridge,
    backend: 'gnome_libsecret',
  }
  const keep = (name: string) => (handler: Handler | null) => {
    asked.handlers.set(name, handler)
  }
  const contents = Object.assign(new EventEmitter(), {
    mainFrame,
    isDestroyed: () => false,
    send: (channel: string, frame: unknown) => toPage.emit(channel, {}, frame),
    setWindowOpenHandler: keep('window-open'),
  })
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    show: () => undefined,
    focus: () => undefined,
    restore: () => undefined,
    isMinimized: () => false,
    loadURL: () => Promise.resolve(),
  })
  const main = {
    app: Object.assign(app, {
      whenReady: () => Promise.resolve(),
      quit: () => {
        asked.quits++
        app.emit('will-quit', { preventDefault: () => undefined })
      },
      exit: (code?: number) => asked.exits.push(code),
      getPath: () => '/nowhere',
      requestSingleInstanceLock: () => asked.hasLock,
      enableSandbox: () => {
        asked.sandboxed = true
      },
    }),
    BrowserWindow: function (options: { webPreferences?: Record<string, unknown> }) {
      asked.webPreferences = options.webPreferences
      app.emit('web-contents-created', {}, contents)
      return window
    },
    ipcMain: toMain,
    protocol: { registerSchemesAsPrivileged: keep('schemes') },
    session: {
      fromPartition: () =>
        Object.assign(new EventEmitter(), {
          setPermissionRequestHandler: keep('permission-request'),
          setPermissionCheckHandler: keep('permission-check'),
          setDevicePermissionHandler: keep('device-permission'),
          setDisplayMediaRequestHandler: keep('display-media'),
          protocol: { handle: (_scheme: string, handler: Handler) => keep('app')(handler) },
          webRequest: { onBeforeRequest: keep('before-request') },
        }),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${text}`)),
      decryptStringAsync: (sealed: Buffer) =>
        Promise.resolve({
          result: sealed.toString().replace('sealed:', ''),
          shouldReEncrypt: false,
        }),
      getSelectedStorageBackend: () => asked.backend,
    },
    powerMonitor: new EventEmitter(),
    Menu: {
      buildFromTemplate: (template: unknown[]) => {
        asked.menu = template
        return {}
      },
      setApplicationMenu: () => undefined,
    },
    dialog: {
      showErrorBox: (_title: string, words: string) => {
        asked.errors.push(words)
      },
    },
  }
  const renderer = {
    contextBridge: {
      exposeInMainWorld: (name: string, bridge: Bridge) => {
        asked.bridge = { ...bridge }
        asked.handlers.set(`exposed:${name}`, null)
      },
    },
    ipcRenderer: {
      send: (channel: string, frame: unknown) =>
        toMain.emit(channel, { senderFrame: mainFrame }, frame),
      on: (channel: string, listener: (event: unknown, frame: string) => void) =>
        toPage.on(channel, listener),
    },
  }
  return {
    surface: main as unknown as Surface, // a double has no more of Electron's overloads than it needs
    contents: contents as unknown as Contents & EventEmitter,
    window: window as unknown as Window & EventEmitter,
    powerMonitor: main.powerMonitor,
    links: { openExternal: (url: string) => Promise.resolve(void asked.opened.push(url)) },
    ...{ asked, renderer, toMain },
  }
}
