import type { Cancel, Clock } from '../ports.ts'
import type { DeskClock } from './desk-clock.ts'

const LOOK_EVERY_MS = 5000

interface Clocks {
  readonly clock: Clock
  readonly deskClock: DeskClock
}

/** Tells `wasSet` each time that this device's clock was set, by whom is no matter. */
export function watchClock({ clock, deskClock }: Clocks, wasSet: () => void): Cancel {
  const look = (): Cancel =>
    clock.after(LOOK_EVERY_MS, () => {
      cancel = look()
      if (deskClock.wasSet()) wasSet()
    })
  let cancel = look()
  return () => {
    cancel()
  }
}
