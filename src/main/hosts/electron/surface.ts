import type { Shell } from 'electron/common'
import type * as E from 'electron/main'

/** The slice of Electron this program uses: the real module and its double in tests both fit it. */
export interface Surface {
  readonly app: Pick<
    E.App,
    'on' | 'quit' | 'exit' | 'whenReady' | 'getPath' | 'requestSingleInstanceLock' | 'enableSandbox'
  >
  readonly BrowserWindow: new (options?: E.BrowserWindowConstructorOptions) => Window
  readonly ipcMain: Pick<E.IpcMain, 'on' | 'off'>
  readonly protocol: Pick<E.Protocol, 'registerSchemesAsPrivileged'>
  readonly session: { readonly fromPartition: (partition: string) => Partition }
  readonly safeStorage: Keyring
  readonly powerMonitor: Pick<E.PowerMonitor, 'on'>
  readonly Menu: {
    readonly buildFromTemplate: (template: E.MenuItemConstructorOptions[]) => E.Menu
    readonly setApplicationMenu: (menu: E.Menu | null) => void
  }
  readonly dialog: Pick<E.Dialog, 'showErrorBox'>
}

export type Links = Pick<Shell, 'openExternal'>

export type Contents = Pick<
  E.WebContents,
  'on' | 'send' | 'setWindowOpenHandler' | 'mainFrame' | 'isDestroyed'
>

export type Window = Pick<
  E.BrowserWindow,
  'on' | 'once' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'loadURL'
> & { readonly webContents: Contents }

export type Partition = Pick<
  E.Session,
  | 'on'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & {
  readonly protocol: Pick<E.Protocol, 'handle'>
  readonly webRequest: Pick<E.WebRequest, 'onBeforeRequest'>
}

export type Keyring = Pick<
  E.SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>
