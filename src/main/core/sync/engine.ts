/**
 * What sync does next. Pure: a state and an event give the next state and at most one thing to do.
 * One thing is done at a time: greet the desk, then pull until there is no more, then push what
 * waits, then rest; news and mail that come meanwhile are remembered.
 */

export interface EngineState {
  readonly at: 'stopped' | 'greeting' | 'pulling' | 'pushing' | 'resting' | 'waiting'
  /** Whether the desk has been greeted since contact was last lost. */
  readonly greeted: boolean
  /** The desk may have something new. */
  readonly news: boolean
  /** Something here may leave. */
  readonly mail: boolean
  /** Something was sent, and what came of it has not been asked for. */
  readonly sent: boolean
  /** Failures since the last whole round. */
  readonly failures: number
  /** Whether the epoch has changed since the last whole round: once is a restore, twice is nonsense. */
  readonly moved: boolean
}

/** Asked from outside: the desk has something, something may leave, a person or a timer asks. */
type Asked = 'news' | 'mail' | 'now' | 'tick'
/** What became of what was done. */
type Done =
  | { readonly type: 'greeted' | 'other-epoch' | 'failed' }
  | { readonly type: 'pulled'; readonly more: boolean; readonly mail: boolean }
  | { readonly type: 'pushed'; readonly more: boolean; readonly sent: boolean }
export type EngineEvent = { readonly type: 'start' | 'stop' } | { readonly type: Asked } | Done

/** What to do: of `wait`, how many failures there were; the rest speak for themselves. */
export type Effect = 'greet' | 'pull' | 'push' | 'rest' | 'wait' | 'halt'

export interface Next {
  readonly state: EngineState
  readonly effect?: Effect
}

export const stopped: EngineState = {
  at: 'stopped',
  greeted: false,
  news: false,
  mail: false,
  sent: false,
  failures: 0,
  moved: false,
}

/** The next state, and what to do now. */
export function decideNext(state: EngineState, event: EngineEvent): Next {
  if (event.type === 'stop') return { state: stopped, effect: 'halt' }
  if (state.at === 'stopped') return event.type === 'start' ? greet(state) : { state }
  if (isStart(event)) return { state }
  return isAsked(event) ? asked(state, event.type) : done(state, event)
}

function isStart(event: EngineEvent): event is { readonly type: 'start' | 'stop' } {
  return event.type === 'start' || event.type === 'stop'
}

function isAsked(event: Done | { readonly type: Asked }): event is { readonly type: Asked } {
  const { type } = event
  return type === 'news' || type === 'mail' || type === 'now' || type === 'tick'
}

function done(state: EngineState, event: Done): Next {
  switch (event.type) {
    case 'greeted':
      return pull({ ...state, greeted: true, mail: true })
    case 'pulled':
      return pulled(state, event)
    case 'pushed':
      return pushed(state, event)
    case 'other-epoch':
      return state.moved ? failed(state) : greet({ ...state, moved: true })
    case 'failed':
      return failed(state)
  }
}

function pulled(
  state: EngineState,
  { more, mail }: { readonly more: boolean; readonly mail: boolean },
): Next {
  if (more) return pull(state)
  // Mail has its turn although there is news again: at a busy desk there always is.
  return state.mail || mail ? push(state) : free(state)
}

/**
 * A round is whole once what waits has left too: until then a failure follows the one before it. What
 * came of a push is asked for once, after the last one: a night's decisions leave in a row.
 */
function pushed(
  state: EngineState,
  { more, sent }: { readonly more: boolean; readonly sent: boolean },
): Next {
  const whole = { ...state, failures: 0, moved: false }
  return free({ ...whole, mail: state.mail || more, sent: state.sent || sent })
}

function asked(state: EngineState, type: Asked): Next {
  const wanting: EngineState = {
    ...state,
    news: state.news || type !== 'mail',
    mail: state.mail || type === 'mail' || type === 'now',
  }
  if (state.at === 'resting') return free(wanting)
  if (state.at === 'waiting' && (type === 'now' || type === 'tick')) return greet(wanting)
  return { state: wanting }
}

/** Nothing is under way: does what is wanted, news first, so that decisions meet the newest text. */
function free(state: EngineState): Next {
  if (state.news) return pull(state)
  if (state.mail) return push(state)
  if (state.sent) return pull(state)
  return { state: { ...state, at: 'resting' }, effect: 'rest' }
}

function greet(state: EngineState): Next {
  return { state: { ...state, at: 'greeting' }, effect: 'greet' }
}

function pull(state: EngineState): Next {
  return { state: { ...state, at: 'pulling', news: false, sent: false }, effect: 'pull' }
}

function push(state: EngineState): Next {
  return { state: { ...state, at: 'pushing', mail: false }, effect: 'push' }
}

function failed(state: EngineState): Next {
  const failures = state.failures + 1
  return { state: { ...state, at: 'waiting', greeted: false, failures }, effect: 'wait' }
}
