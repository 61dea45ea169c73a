import { createStore } from 'zustand/vanilla'

/** What time it is: one source, so that a test can hold it still. */
export interface TimeSource {
  /** Milliseconds since 1970 by this device's clock. */
  wall(): number
  /** Milliseconds on a clock that never steps, the same as the keyboard events' time stamps. */
  steady(): number
}

export interface ClockState {
  readonly wall: number
  readonly steady: number
}

/** The time that is shown. It moves when `tick` is called and not by itself. */
export function createClockStore(time: TimeSource) {
  const now = () => ({ wall: time.wall(), steady: time.steady() })
  const store = createStore<ClockState>(now)
  return Object.assign(store, {
    time,
    tick: () => {
      store.setState(now())
    },
  })
}
export type ClockStore = ReturnType<typeof createClockStore>
