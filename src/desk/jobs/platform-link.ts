/** What the desk knows of the platform's health, told to whoever asks and logged when it changes. */
import type { Logger } from 'pino'
import type { Platform } from '../platforms/platform.ts'
import { ProblemError } from '../../shared/domain/problem.ts'

export type LinkState =
  | { readonly state: 'starting' }
  | { readonly state: 'up'; readonly since: string }
  | { readonly state: 'down'; readonly since: string; readonly why: string }

/** Everything a job needs to work with one platform. */
export interface PlatformLink {
  readonly platform: Platform
  readonly state: () => LinkState
  /** Notes that the platform answered; says whether it was down before. */
  up(): boolean
  /** Notes that it did not, or answered nonsense; says so in the log once. */
  down(error: unknown): void
}

/** The sentence of a failure: a problem's own message, or that it is the desk's defect. */
export function sentenceOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.message : 'The desk met a defect of its own.'
}

export function linkTo(platform: Platform, log: Logger): PlatformLink {
  let state: LinkState = { state: 'starting' }
  return {
    platform,
    state: () => state,
    up: () => {
      const before = state
      if (before.state !== 'up') {
        state = { state: 'up', since: new Date().toISOString() }
        log.info('the platform answers')
      }
      return before.state === 'down'
    },
    down: (error) => {
      const why = sentenceOf(error)
      if (!(error instanceof ProblemError)) log.error({ err: error }, 'ingest met a defect')
      if (state.state === 'down' && state.why === why) return
      log.warn({ why }, 'the platform fails; the desk keeps trying')
      state = { state: 'down', since: new Date().toISOString(), why }
    },
  }
}
