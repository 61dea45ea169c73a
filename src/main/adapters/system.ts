import { randomBytes } from 'node:crypto'
import type { Chance, Clock } from '../core/ports.ts'

/** The machine's clocks. A timer never keeps the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** The machine's own randomness. */
export const systemChance: Chance = {
  bytes: (length) => randomBytes(length),
  unit: () => Math.random(),
}
