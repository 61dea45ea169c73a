import { type CommandId, isLive } from '../../shared/commands/catalogue.ts'
import type { Screen } from '../../shared/commands/scopes.ts'
import type { Runners } from './runner.ts'

/** Runs a command if it is live. The only way to run one, whatever asked for it. */
export interface Dispatch {
  /** `at` is when it was asked for, by the steady clock. False where it is not live now. */
  (id: CommandId, at: number): boolean
}

/** A dispatcher over these runners; `screen` tells what the screen is at the moment. */
export function createDispatcher(runners: Runners, screen: () => Screen): Dispatch {
  return (id, at) => {
    if (!isLive(id, screen())) return false
    void runners[id](at)
    return true
  }
}
