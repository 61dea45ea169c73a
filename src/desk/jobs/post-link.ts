/** What the desk knows of its post: told to whoever asks, and in the log when it changes. */
import type { Logger } from 'pino'
import type { Post } from '../post/post.ts'

export type PostState =
  | { readonly state: 'starting' | 'up' }
  | { readonly state: 'down'; readonly since: string; readonly why: string }

/** How long letters may wait before whoever watches the log is told, in milliseconds. */
const ALARM_AFTER_MS = 60 * 60_000

export interface PostLink {
  readonly post: Post
  /** Who letters are from: set once, or the site's own comments desk. */
  readonly from: string | undefined
  readonly state: () => PostState
  up(): void
  /** Notes that no letter leaves; says how often in a row that was. */
  down(why: string): number
}

/** A post and how it is; `from` is the address that letters come from. */
export function linkPost(
  post: Post,
  { from, log }: { readonly from: string | undefined; readonly log: Logger },
): PostLink {
  let state: PostState = { state: 'starting' }
  let failures = 0
  let isSaid = false
  return {
    post,
    from,
    state: () => state,
    up: () => {
      if (state.state === 'down') log.info({ where: post.where }, 'letters leave again')
      state = { state: 'up' }
      failures = 0
      isSaid = false
    },
    down: (why) => {
      if (state.state !== 'down') {
        state = { state: 'down', since: new Date().toISOString(), why }
        log.warn(
          { why, where: post.where },
          'no letter leaves; the desk keeps them and keeps trying',
        )
      }
      if (!isSaid && Date.now() - Date.parse(state.since) > ALARM_AFTER_MS) {
        isSaid = true
        const { since } = state
        log.error({ alarm: 'letters-wait', since, why }, 'no letter has left for an hour')
      }
      failures++
      return failures
    },
  }
}
