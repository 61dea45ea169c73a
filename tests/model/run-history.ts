import fc from 'fast-check'
import type { Bug } from './bugs.ts'
import { type Happening, histories } from './history.ts'
import { World } from './world.ts'

/** How long a failing history may be made shorter. */
const SHRINK_MS = 20_000

/** Plays a history, heals and checks; answers what it broke, if anything. */
export function play(
  history: readonly Happening[],
  bug?: Bug,
  note?: (line: string) => void,
): string | undefined {
  const world = new World(bug, note)
  for (const one of history) {
    const broken = world.happen(one)
    if (broken !== undefined) return broken
  }
  return world.heal()
}

export interface Tried {
  /** How many histories held before one failed, or all. */
  readonly held: number
  readonly failed: boolean
  /** Where the failing one is in its seed, to begin shrinking there. */
  readonly path: string | null
}

/** Plays `runs` histories of a seed, up to the first that breaks something. */
export function playMany(seed: number, runs: number, bug?: Bug): Tried {
  const holds = fc.property(histories, (history) => play(history, bug) === undefined)
  const limits = { seed, numRuns: runs, endOnFailure: true }
  const { failed, numRuns, counterexamplePath } = fc.check(holds, limits)
  return { held: failed ? numRuns - 1 : numRuns, failed, path: counterexamplePath }
}

/** The failing history as short as it gets in 20 s, one line an event, ending in what it broke. */
export function tellFailure(seed: number, path: string, bug?: Bug): string {
  let history: readonly Happening[] = []
  const holds = fc.property(histories, (shorter) => {
    const held = play(shorter, bug) === undefined
    if (!held) history = shorter // only what is shorter than the last failing one is tried
    return held
  })
  fc.check<unknown>(holds, { seed, path, plugins: [fc.interruptAfterTimeLimit(SHRINK_MS)] })
  const lines: string[] = []
  const broken = play(history, bug, (line) => lines.push(line))
  const numbered = lines.map((line, i) => `${String(i + 1).padStart(4)}. ${line}`)
  return [
    ...numbered,
    `Broken: ${broken ?? 'nothing any more'}`,
    `Seed ${seed}, path ${path}`,
  ].join('\n')
}
