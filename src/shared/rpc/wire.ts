/** A two-way pipe of text frames: the only thing a host has to supply. */
export interface Wire {
  send(frame: string): void
  onFrame(listener: (frame: string) => void): void
  onClose(listener: () => void): void
}

/** The largest frame either end accepts, in UTF-16 units. */
export const MAX_FRAME = 4 * 1024 * 1024

/** Two wires that are each other's far end, in one process, delivering in order and never at once. */
export function wirePair(): { readonly near: Wire; readonly far: Wire; close(): void } {
  const ends = [end(), end()] as const
  const [a, b] = ends
  const link = (from: End, to: End): Wire => ({
    send: (frame) => {
      void Promise.resolve().then(() => {
        for (const listener of to.frames) listener(frame)
      })
    },
    onFrame: (listener) => from.frames.push(listener),
    onClose: (listener) => from.closes.push(listener),
  })
  return {
    near: link(a, b),
    far: link(b, a),
    close: () => {
      for (const { closes } of ends) for (const listener of closes) listener()
    },
  }
}

interface End {
  readonly frames: ((frame: string) => void)[]
  readonly closes: (() => void)[]
}

function end(): End {
  return { frames: [], closes: [] }
}
