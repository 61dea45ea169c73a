/** What the preload of the desktop host leaves in the window: three functions and nothing else. */
interface LinesmanBridge {
  send(frame: string): void
  onFrame(listener: (frame: string) => void): void
  onClose(listener: () => void): void
}

interface Window {
  readonly linesman?: LinesmanBridge
}
