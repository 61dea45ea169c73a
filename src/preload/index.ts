/**
 * The bridge: `window.linesman` is a wire of text frames and nothing else. The page can say only
 * frames; what they may hold is the core's to check.
 */
import { contextBridge, ipcRenderer } from 'electron/renderer'

const TO_CORE = 'frame'
const TO_PAGE = 'frame'

contextBridge.exposeInMainWorld('linesman', {
  send: (frame: string) => {
    ipcRenderer.send(TO_CORE, frame)
  },
  onFrame: (listener: (frame: string) => void) => {
    ipcRenderer.on(TO_PAGE, (_event, frame: string) => {
      listener(frame)
    })
  },
  onClose: (listener: () => void) => {
    window.addEventListener('pagehide', listener)
  },
})
