import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrows,
  type DeliveryEvent,
  type DeliveryState,
  deliveryStates,
  step,
  waitingStates,
} from '../../src/shared/domain/delivery.ts'

const events = [
  ...new Set(Object.values(arrows).flatMap((from) => Object.keys(from))),
] as DeliveryEvent[]
const anyEvent = fc.constantFrom(...events)

describe('a delivery', () => {
  it('moves along the arrows of the table and no others', () => {
    for (const state of deliveryStates)
      for (const event of events) {
        const listed: Partial<Record<string, DeliveryState>> = arrows[state]
        expect(step(state, event)).toBe(listed[event])
      }
  })

  it('can always be brought to rest: every state leads to a final or settled one', () => {
    for (const state of deliveryStates) {
      const reached = new Set<DeliveryState>([state])
      for (const from of reached) for (const to of Object.values(arrows[from])) reached.add(to)
      expect(
        [...reached].some((to) => ['settled', 'refused', 'superseded', 'withdrawn'].includes(to)),
      ).toBe(true)
    }
  })

  it('can be withdrawn only before anything may have been sent', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (path) => {
        let state: DeliveryState = 'held'
        let sent = false
        for (const event of path) {
          const next: DeliveryState | undefined = step(state, event)
          if (next === undefined) continue
          if (next === 'withdrawn') expect(sent).toBe(false)
          state = next
          sent ||= state === 'sending'
        }
      }),
    )
  })

  it('counts as waiting exactly while the desk may not have it', () => {
    for (const state of waitingStates) expect(Object.keys(arrows[state])).not.toEqual([])
    expect(waitingStates).not.toContain('settled')
    expect(waitingStates).not.toContain('contested')
  })
})
