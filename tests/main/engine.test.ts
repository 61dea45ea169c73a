import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoff } from '../../src/main/core/sync/backoff.ts'
import {
  decideNext,
  type Effect,
  type EngineEvent,
  type EngineState,
  stopped,
} from '../../src/main/core/sync/engine.ts'
import { inOrder } from '../../src/main/core/sync/push.ts'

const outside: fc.Arbitrary<EngineEvent> = fc.constantFrom(
  { type: 'news' },
  { type: 'mail' },
  { type: 'now' },
)
const bool = fc.boolean()

/** What may come of what is being done. */
const results: Readonly<Record<'greet' | 'pull' | 'push', fc.Arbitrary<EngineEvent>>> = {
  greet: fc.constantFrom({ type: 'greeted' }, { type: 'failed' }),
  pull: fc.oneof(
    fc.record({ type: fc.constant('pulled' as const), more: bool, mail: bool }),
    fc.constantFrom<EngineEvent>({ type: 'failed' }, { type: 'other-epoch' }),
  ),
  push: fc.oneof(
    fc.record({ type: fc.constant('pushed' as const), more: bool, sent: bool }),
    fc.constantFrom<EngineEvent>({ type: 'failed' }, { type: 'other-epoch' }),
  ),
}
const script = fc.array(fc.record({ asks: fc.array(outside, { maxLength: 3 }), ...results }), {
  maxLength: 40,
})

describe('what sync does next', { timeout: 60_000 }, () => {
  it('does one thing at a time, greets before it speaks, and always does something next', () => {
    fc.assert(
      fc.property(script, (rounds) => {
        let state: EngineState = stopped
        let doing: Effect | undefined
        const tell = (event: EngineEvent) => {
          const next = decideNext(state, event)
          if (next.effect && (doing === 'greet' || doing === 'pull' || doing === 'push'))
            throw new Error(`${next.effect} while ${doing} is under way`)
          state = next.state
          doing = next.effect ?? doing
          if (doing === 'pull' || doing === 'push') expect(state.greeted).toBe(true)
        }
        tell({ type: 'start' })
        for (const round of rounds) {
          for (const ask of round.asks) tell(ask)
          const was = doing
          if (was === 'greet' || was === 'pull' || was === 'push') {
            doing = undefined
            tell(round[was])
          } else tell({ type: 'tick' })
          expect(doing).toBeDefined()
        }
      }),
      { numRuns: 1000, verbose: true },
    )
  })

  it('comes to rest once nothing is left, whatever was asked meanwhile', () => {
    const well: Readonly<Record<Effect, EngineEvent>> = {
      greet: { type: 'greeted' },
      pull: { type: 'pulled', more: false, mail: false },
      push: { type: 'pushed', more: false, sent: false },
      wait: { type: 'tick' },
      rest: { type: 'tick' },
      halt: { type: 'start' },
    }
    fc.assert(
      fc.property(script, (rounds) => {
        const now: { state: EngineState; doing: Effect } = { state: stopped, doing: 'halt' }
        const tell = (event: EngineEvent) => {
          const { state, effect } = decideNext(now.state, event)
          now.state = state
          now.doing = effect ?? now.doing
        }
        tell({ type: 'start' })
        for (const round of rounds) {
          for (const ask of round.asks) tell(ask)
          tell({ ...well, ...round }[now.doing])
        }
        for (let i = 0; i < 8 && now.doing !== 'rest'; i++) tell(well[now.doing])
        expect(now.doing).toBe('rest')
        expect(now.state).toMatchObject({ news: false, mail: false, failures: 0 })
      }),
      { numRuns: 1000, verbose: true },
    )
  })

  it('lets decisions leave although the desk has something new all the time', () => {
    const resting: EngineState = { ...stopped, at: 'resting', greeted: true }
    let now = decideNext(resting, { type: 'news' })
    now = decideNext(now.state, { type: 'mail' })
    now = decideNext(now.state, { type: 'news' })
    now = decideNext(now.state, { type: 'pulled', more: false, mail: false })
    expect(now.effect).toBe('push')
    now = decideNext(now.state, { type: 'pushed', more: true, sent: true })
    expect(now.effect).toBe('pull')
  })

  it('sends a night’s decisions in a row, and asks once what came of them', () => {
    let now = decideNext({ ...stopped, at: 'resting', greeted: true }, { type: 'mail' })
    for (const more of [true, true, true]) {
      expect(now.effect).toBe('push')
      now = decideNext(now.state, { type: 'pushed', more, sent: true })
    }
    expect(now.effect).toBe('push')
    // The last of them was taken back meanwhile.
    now = decideNext(now.state, { type: 'pushed', more: false, sent: false })
    expect(now.effect).toBe('pull')
    now = decideNext(now.state, { type: 'pulled', more: false, mail: false })
    expect(now.effect).toBe('rest')
  })

  it('waits longer each time that decisions cannot leave, although changes come in', () => {
    let state: EngineState = { ...stopped, at: 'waiting' }
    for (let failures = 1; failures < 5; failures++) {
      for (const type of ['tick', 'greeted'] as const) state = decideNext(state, { type }).state
      state = decideNext(state, { type: 'pulled', more: false, mail: false }).state
      state = decideNext(state, { type: 'failed' }).state
      expect(state).toMatchObject({ at: 'waiting', failures })
    }
  })

  it('takes a desk whose history changes twice before it is whole for out of order', () => {
    const pulling: EngineState = { ...stopped, at: 'pulling', greeted: true }
    const once = decideNext(pulling, { type: 'other-epoch' })
    expect(once.effect).toBe('greet')
    const again = decideNext({ ...once.state, at: 'pulling' }, { type: 'other-epoch' })
    expect(again.effect).toBe('wait')
  })

  it('waits longer after each failure, never longer than 30 s, and not in step with others', () => {
    for (let failures = 1; failures < 30; failures++) {
      expect(backoff(failures, 0)).toBeLessThanOrEqual(500)
      expect(backoff(failures, 0.999)).toBeLessThanOrEqual(30_000)
      expect(backoff(failures + 1, 0.9)).toBeGreaterThanOrEqual(backoff(failures, 0.9))
    }
    expect(backoff(20, 0.999)).toBeGreaterThan(29_000)
  })

  it('keeps the order on one case and lets the others overtake', () => {
    const letter = (opId: string, caseId: string) => ({ opId, caseId })
    const letters = [letter('a1', 'a'), letter('b1', 'b'), letter('a2', 'a'), letter('b2', 'b')]
    const left = inOrder(letters, (opId) => opId !== 'a1')
    expect(left.map(({ opId }) => opId)).toEqual(['b1', 'b2'])
  })
})
