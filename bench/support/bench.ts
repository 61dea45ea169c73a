import type { Line } from './figure.ts'

/** What a measurement is given to work with. */
export interface Bench {
  /** Smaller sizes and fewer rounds: shows that it runs, not how good it is. */
  readonly quick: boolean
  readonly seed: number
  /** The project's own folder. */
  readonly root: string
  /** An empty folder that is removed when the measurement is over. */
  readonly scratch: string
  /** A folder that stays between runs, for what takes minutes to make. */
  readonly kept: string
  /** Says what is going on to whoever waits; never on standard output. */
  readonly say: (what: string) => void
  /** Runs when the measurement is over, however it ended; the last one given runs first. */
  readonly onEnd: (end: () => void | Promise<void>) => void
}

/** A measurement: gives one line for each of its names. */
export type Measure = (bench: Bench) => Promise<readonly Line[]>

/** Thrown where something cannot be measured on this machine; the message is the reason. */
export class CannotMeasure extends Error {
  override readonly name = 'CannotMeasure'
}
