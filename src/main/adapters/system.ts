import { randomBytes } from 'node:crypto'
import os from 'node:os'
import type { Chance, Clock } from '../core/ports.ts'

/** The machine's clocks. A timer never keeps the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  // Since the machine was started: unlike the process's own, this goes on while it sleeps.
  elapsed: () => os.uptime() * 1000,
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
