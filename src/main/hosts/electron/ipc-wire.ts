import type { IpcMainEvent } from 'electron/main'
import type { Wire } from '../../../shared/rpc/wire.ts'
import { isOurs } from './app-page.ts'
import type { Surface, Window } from './surface.ts'

const CHANNEL = 'frame'

/** A wire that its host closes: when the page it leads to goes. */
export interface IpcWire extends Wire {
  close(): void
}

/**
 * The wire to a window's page over one channel. Only that window's main frame on our own page is
 * heard.
 */
export function ipcWire(window: Window, { ipcMain }: Pick<Surface, 'ipcMain'>): IpcWire {
  const { webContents } = window
  const closes: (() => void)[] = []
  const heard: ((event: IpcMainEvent, frame: unknown) => void)[] = []
  const close = () => {
    for (const listener of heard.splice(0)) ipcMain.off(CHANNEL, listener)
    for (const listener of closes.splice(0)) listener()
  }
  return {
    close,
    send: (frame) => {
      if (!webContents.isDestroyed()) webContents.send(CHANNEL, frame)
    },
    onFrame: (listener) => {
      const hear = ({ senderFrame }: IpcMainEvent, frame: unknown) => {
        const isTrusted = senderFrame === webContents.mainFrame && isOurs(senderFrame.url)
        if (isTrusted && typeof frame === 'string') listener(frame)
      }
      heard.push(hear)
      ipcMain.on(CHANNEL, hear)
    },
    onClose: (listener) => {
      closes.push(listener)
    },
  }
}
